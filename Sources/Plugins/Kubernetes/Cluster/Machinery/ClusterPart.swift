/// Something of a cluster that begins to work when the cluster starts: a controller, a kubelet.
open class ClusterPart {
  /// The cluster that it is a part of, which outlives it.
  public unowned(unsafe) let cluster: Cluster

  /// A part that does nothing before ``start()``.
  public init(_ cluster: Cluster) { self.cluster = cluster }

  /// Begins to watch and to work. Called once.
  open func start() {}
}
