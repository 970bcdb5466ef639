import OrderedCollections
import Simulation

extension SpawnError {
  /// What `env`, `timeout`, `xargs` say when a command cannot be started.
  var text: String {
    switch self {
    case .notFound: "No such file or directory"
    case .permissionDenied: "Permission denied"
    case .isADirectory: "Permission denied"
    case .tooManyInterpreters: "Too many levels of symbolic links"
    case .argumentsTooLong: "Argument list too long"
    }
  }

  /// The status of a command that cannot be started.
  var status: Int32 { self == .notFound ? 127 : 126 }
}
