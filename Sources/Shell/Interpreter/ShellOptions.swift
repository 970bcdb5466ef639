/// What `set -e` and the like switch on.
struct ShellOptions {
  var exitsOnError = false
  var refusesUnset = false
  var traces = false
  var failsWithPipe = false
  var leavesPatterns = false
  var exportsAll = false
  var onlyReads = false

  /// The letters for `$-`.
  var letters: String {
    (exportsAll ? "a" : "") + (exitsOnError ? "e" : "") + (leavesPatterns ? "f" : "")
      + (onlyReads ? "n" : "") + (refusesUnset ? "u" : "") + (traces ? "x" : "")
  }

  /// Switches the option of a letter. Returns false when there is none.
  mutating func set(_ letter: Character, _ isOn: Bool) -> Bool {
    switch letter {
    case "e": exitsOnError = isOn
    case "u": refusesUnset = isOn
    case "x": traces = isOn
    case "f": leavesPatterns = isOn
    case "a": exportsAll = isOn
    case "n": onlyReads = isOn
    default: return false
    }
    return true
  }

  /// Switches an option by its long name. Returns false when there is none.
  mutating func set(named name: String, _ isOn: Bool) -> Bool {
    switch name {
    case "errexit": exitsOnError = isOn
    case "nounset": refusesUnset = isOn
    case "xtrace": traces = isOn
    case "noglob": leavesPatterns = isOn
    case "allexport": exportsAll = isOn
    case "pipefail": failsWithPipe = isOn
    case "noexec": onlyReads = isOn
    default: return false
    }
    return true
  }
}
