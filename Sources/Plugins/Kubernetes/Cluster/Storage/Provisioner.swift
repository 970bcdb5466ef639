/// Who makes volumes on demand; the raw value is what a storage class names.
public enum Provisioner: String, Hashable, Sendable {
  /// Volumes that live outside the nodes. The real one, a part of Kubernetes, makes folders of one
  /// machine and is for tests; here they stand for the remote volumes of a storage system.
  case hostPath = "kubernetes.io/host-path"
  /// Folders on the disk of the node to which the first pod goes.
  case localPath = "rancher.io/local-path"

  /// The component that its events come from.
  var component: String {
    switch self {
    case .hostPath: return "persistentvolume-controller"
    case .localPath: return "rancher.io/local-path_local-path-provisioner"
    }
  }

  /// The name in the trace.
  var actor: String {
    switch self {
    case .hostPath: return "persistentvolume-controller"
    case .localPath: return "local-path-provisioner"
    }
  }
}
