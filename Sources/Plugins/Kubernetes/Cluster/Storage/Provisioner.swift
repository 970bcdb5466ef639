/// Who makes volumes on demand; the raw value is what a storage class names.
public enum Provisioner: String, Hashable, Sendable {
  /// Disks of a storage system outside the nodes, which are attached to a node.
  case cinder = "cinder.csi.openstack.org"
  /// Folders that every node sees as the same: a part of Kubernetes for tests with one machine.
  case hostPath = "kubernetes.io/host-path"
  /// Folders on the disk of the node to which the first pod goes.
  case localPath = "rancher.io/local-path"

  /// The component that its events come from.
  var component: String {
    switch self {
    case .cinder: return "cinder.csi.openstack.org_csi-cinder-controllerplugin"
    case .hostPath: return "persistentvolume-controller"
    case .localPath: return "rancher.io/local-path_local-path-provisioner"
    }
  }

  /// The name in the trace.
  var actor: String {
    switch self {
    case .cinder: return "csi-provisioner"
    case .hostPath: return "persistentvolume-controller"
    case .localPath: return "local-path-provisioner"
    }
  }
}
