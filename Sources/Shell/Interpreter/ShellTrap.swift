import OrderedCollections
import Simulation

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
