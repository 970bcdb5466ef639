import OrderedCollections
import Simulation

/// A shell variable. Without a value it only has attributes.
struct ShellVariable {
  var value: String?
  var isExported = false
  var isReadOnly = false
}

/// What a shell remembers: a subshell begins with a copy.
struct ShellState {
  var variables: OrderedDictionary<String, ShellVariable> = [:]
  var functions: OrderedDictionary<String, Function> = [:]
  var options = ShellOptions()
  /// `$0`
  var name: String
  /// `$1` and so on.
  var parameters: [String] = []
  /// `$?`
  var status: Int32 = 0
  /// `$!`
  var lastBackground: Int32?
  var pipeStatuses: [Int32] = [0]
  /// What the last `[[ =~ ]]` found: the whole, then the groups.
  var lastMatch: [String] = []
  var traps: OrderedDictionary<ShellTrap, String> = [:]
  var descriptors: [Descriptor]
  /// `$$`: the number of the outermost shell, in its subshells, too.
  var number: Int32 = 0
  /// The count of draws of `$RANDOM`.
  var draws: UInt64 = 0
}

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

/// When a trap's commands run.
enum ShellTrap: Hashable {
  case exit
  case signal(Signal)

  /// By the name as `trap` takes it.
  init?(named name: String) {
    if name == "EXIT" || name == "0" {
      self = .exit
    } else if let signal = Signal(named: name.uppercased()) {
      self = .signal(signal)
    } else {
      return nil
    }
  }

  var name: String {
    switch self {
    case .exit: "EXIT"
    case .signal(let signal): "SIG" + signal.name
    }
  }
}

/// What a file descriptor is open on.
struct Descriptor {
  var input: (any InputSource)?
  var output: (any OutputSink)?

  static var closed: Descriptor { Descriptor() }
}
