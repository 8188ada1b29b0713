// SPDX-License-Identifier: Apache-2.0

import Host

/// The script that makes a shell ask rolefit what may stand where the cursor is.
enum CompletionScript: String, CaseIterable {
  case bash, zsh, fish

  /// The flag that prints one, as ArgumentParser has it.
  static let flag = "--generate-completion-script"

  /// The script that a command line asks for, by its shell or for the user's own; `nil` for other
  /// command lines, and for shells that there is no script for.
  init?(askedBy words: some Collection<String>) {
    var words = Array(words)
    if words.count == 1, words[0].hasPrefix("\(Self.flag)=") {
      words = [Self.flag, String(words[0].dropFirst(Self.flag.count + 1))]
    }
    guard words.first == Self.flag, words.count < 3 else { return nil }
    self.init(
      rawValue: words.count == 2 ? words[1] : Paths.name(of: Environment.value("SHELL") ?? ""))
  }

  var text: String {
    switch self {
    case .bash: Self.bashText
    case .zsh: Self.zshText
    case .fish: Self.fishText
    }
  }

  private static let bashText = #"""
    # bash completion for rolefit, and for kubectl-rolefit called by that name. What is offered is
    # asked of the program itself; `kubectl rolefit` asks kubectl_complete-rolefit.

    _rolefit() {
      # bash divides words at : and = too: those that no blank divides are put together again.
      local rest=${COMP_LINE:0:COMP_POINT} trimmed word index last=-1
      local -a words=()
      for ((index = 0; index <= COMP_CWORD; index++)); do
        trimmed=${rest#"${rest%%[![:space:]]*}"}
        word=${COMP_WORDS[index]}
        if ((index == COMP_CWORD)); then word=$trimmed; fi
        if ((last >= 0)) && [[ $trimmed == "$rest" && -n $trimmed ]]; then
          words[last]+=$word
        else
          words[++last]=$word
        fi
        rest=${trimmed#"$word"}
      done

      # What stands before the last of these signs is no part of the word that bash replaces.
      local cur=${words[last]} done=
      if [[ $COMP_WORDBREAKS == *:* && $cur == *:* ]]; then done=${cur%"${cur##*:}"}; fi
      if [[ $COMP_WORDBREAKS == *=* && $cur == *=* ]]; then
        word=${cur%"${cur##*=}"}
        if ((${#word} > ${#done})); then done=$word; fi
      fi

      local line directive=0 tab=$'\t'
      COMPREPLY=()
      while IFS= read -r line; do
        if [[ $line =~ ^:[0-9]+$ ]]; then
          directive=${line#:}
        else
          line=${line%%"$tab"*}
          COMPREPLY+=("${line#"$done"}")
        fi
      done < <("${words[0]}" __complete "${words[@]:1}" 2>/dev/null)

      if ((directive & 16)); then
        compopt -o dirnames 2>/dev/null
      elif ((directive & 4)); then
        compopt +o default 2>/dev/null
      fi
      if ((directive & 2)); then compopt -o nospace 2>/dev/null; fi
    }

    complete -o default -F _rolefit rolefit kubectl-rolefit

    """#

  private static let zshText = #"""
    #compdef rolefit kubectl-rolefit
    # zsh completion for rolefit. What is offered is asked of the program itself.

    _rolefit() {
      local -a lines values shown space
      local line directive=0 word about tab=$'\t'
      local -a typed=(${(@Q)words[1,CURRENT-1]})
      lines=("${(@f)$($typed[1] __complete "${(@)typed[2,-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
      for line in $lines; do
        if [[ $line =~ '^:[0-9]+$' ]]; then
          directive=${line#:}
          continue
        fi
        word=${line%%$tab*}
        about=
        [[ $line == *$tab* ]] && about=${line#*$tab}
        values+=("$word")
        shown+=("$word${about:+  -- $about}")
      done
      (( directive & 2 )) && space=(-S '')
      if (( $#values )); then
        compadd -Q -l "${space[@]}" -d shown -a values
        return
      fi
      # What stands before the sign names a format or an option, and the rest is a path.
      compset -P '*='
      if (( directive & 16 )); then
        _files -/
      elif (( ! (directive & 4) )); then
        _files
      fi
    }

    if [[ $funcstack[1] == _rolefit ]]; then
      _rolefit "$@"
    else
      compdef _rolefit rolefit kubectl-rolefit
    fi

    """#

  private static let fishText = #"""
    # fish completion for rolefit. What is offered is asked of the program itself.

    function __rolefit_complete
        set -l words (commandline -opc)
        set -l current (commandline -ct)
        set -l directive 0
        set -l found 0
        for line in ($words[1] __complete $words[2..-1] $current 2>/dev/null)
            if string match -qr '^:[0-9]+$' -- $line
                set directive (string sub -s 2 -- $line)
            else
                set found 1
                printf '%s\n' $line
            end
        end
        test $found -eq 1; and return
        # What stands before the sign names a format or an option, and the rest is a path.
        set -l before (string match -r '^[^/]*=' -- $current)
        set -l path (string replace -r '^[^/]*=' '' -- $current)
        if test (math "bitand($directive, 16)") -ne 0
            printf '%s\n' "$before"(__fish_complete_directories $path)
        else if test (math "bitand($directive, 4)") -eq 0
            printf '%s\n' "$before"(__fish_complete_path $path)
        end
    end

    for program in rolefit kubectl-rolefit
        complete -c $program -e
        complete -c $program -f -a '(__rolefit_complete)'
    end

    """#
}
