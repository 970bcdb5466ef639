/// The annotations by which claims, volumes, scheduler and provisioners talk to each other.
enum VolumeAnnotations {
  static let bindCompleted = "pv.kubernetes.io/bind-completed"
  static let boundByController = "pv.kubernetes.io/bound-by-controller"
  static let selectedNode = "volume.kubernetes.io/selected-node"
  static let provisionedBy = "pv.kubernetes.io/provisioned-by"
  static let provisioner = "volume.kubernetes.io/storage-provisioner"
  static let betaProvisioner = "volume.beta.kubernetes.io/storage-provisioner"
  static let controllerFinalizer = "kubernetes.io/pv-controller"
  /// The provisioner of classes whose volumes are all made by hand.
  static let noProvisioner = "kubernetes.io/no-provisioner"
}
