public import KubernetesCluster
public import Simulation

/// The cluster of a world and what runs on its nodes.
public final class KubernetesSystem: WorldComponent {
  /// The API server, the controllers and the nodes.
  public let cluster: Cluster
  /// The kubelets; also the door for `exec` and `logs`.
  public let agents: NodeAgents

  private init(_ cluster: Cluster) {
    self.cluster = cluster
    agents = NodeAgents(cluster)
    super.init()
  }

  /// The cluster of a world, if it has one.
  public static func of(_ world: World) -> KubernetesSystem? {
    world.component("kubernetes") as? KubernetesSystem
  }

  /// Sets a cluster up in a world and starts it.
  @discardableResult
  public static func boot(
    _ configuration: ClusterConfiguration, in world: World
  ) -> KubernetesSystem {
    boot(configuration, in: world, controllers: ControllerChoice())
  }

  /// The same with other controllers in the places of some of the standard ones.
  @discardableResult
  package static func boot(
    _ configuration: ClusterConfiguration, in world: World, controllers: ControllerChoice
  ) -> KubernetesSystem {
    let system = KubernetesSystem(
      Cluster(world: world, configuration: configuration, controllers: controllers))
    world.add(system, named: "kubernetes")
    KubernetesAdditions.of(world).add(to: system.cluster)
    system.cluster.start()
    return system
  }
}
