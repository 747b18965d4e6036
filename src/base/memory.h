/* Memory as the system sees it. */
#pragma once

/* Gives what was freed back to the system, after work that took much. From any thread. */
void pki_memory_give_back (void);
