import KubernetesAPI
import Values

/// One object that a command works on.
struct Target {
  var type: ResourceType
  var namespace: String
  var name: String
  /// The object on the server; `.null` when it was not asked for.
  var object: JSON = .null
  /// The file that names it; empty when the command line does.
  var source = ""

  /// `statefulset.apps/web`.
  var messageName: String { type.messageName(name) }
}
