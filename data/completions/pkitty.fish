# Completion of pkitty for fish. Commands and options are what the program's own help says, so that they are never
# behind it.

# NAME<Tab>DESCRIPTION of each command.
function __pkitty_commands
	pkitty --help 2>/dev/null | string replace -rf '^  ([a-z]+) +(\S.*)' '$1\t$2'
end

function __pkitty_command
	set -l words (commandline -opc)
	set -e words[1]
	while set -q words[1]
		switch $words[1]
			case -C --directory
				set -e words[1]
			case '-*'
			case '*'
				echo $words[1]
				return 0
		end
		set -e words[1]
	end
	return 1
end

function __pkitty_options
	pkitty (__pkitty_command) --help 2>/dev/null |
		string replace -rf '^  (?:-., )?(--[a-z-]+)\S* +(\S.*)' '$1\t$2'
end

function __pkitty_authorities
	for certificate in */ca.crt
		string replace -r '/ca.crt$' '' $certificate
	end
end

function __pkitty_targets
	__pkitty_authorities
	for certificate in */certs/*.crt
		string replace -r '^(.*)/certs/(.*)\.crt$' '$1/$2' $certificate
	end
end

function __pkitty_profiles
	pkitty profiles --json 2>/dev/null | string replace -rf '.*"name": *"([^"]*)".*' '$1'
end

function __pkitty_in
	contains -- (__pkitty_command) $argv
end

complete -c pkitty -n 'not __pkitty_command' -a '(__pkitty_commands)'
complete -c pkitty -n 'not __pkitty_command' -a '(__fish_complete_directories)'
complete -c pkitty -n 'string match -q -- "-*" (commandline -ct)' -a '(__pkitty_options)'
complete -c pkitty -s C -l directory -r -a '(__fish_complete_directories)'
complete -c pkitty -n '__pkitty_in issue sign batch' -s c -l ca -x -a '(__pkitty_authorities)'
complete -c pkitty -n '__pkitty_in ca' -l parent -x -a '(__pkitty_authorities)'
complete -c pkitty -n '__pkitty_in ca issue request sign' -s p -l profile -x -a '(__pkitty_profiles)'
complete -c pkitty -n '__pkitty_in ca issue request sign' -s k -l key -x \
	-a 'rsa-2048 rsa-3072 rsa-4096 ecdsa-p256 ecdsa-p384 ecdsa-p521 ed25519 ed448'
complete -c pkitty -n '__pkitty_in profiles' -f -a '(__pkitty_profiles)'
complete -c pkitty -n '__pkitty_in show export log passphrase' -a '(__pkitty_targets)'
