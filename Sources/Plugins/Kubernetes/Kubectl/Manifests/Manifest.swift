import KubernetesAPI
import Values

/// An object as a file describes it.
struct Manifest {
  var type: ResourceType
  /// The namespace it will live in; empty for kinds that are in none.
  var namespace: String
  var name: String
  /// The object as it was written, with the namespace filled in.
  var value: JSON
  /// The file, as messages name it.
  var source: String
}
