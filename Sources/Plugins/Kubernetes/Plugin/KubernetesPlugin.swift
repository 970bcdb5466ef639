import Kubectl
import KubernetesAPI
import KubernetesCluster
import OrderedCollections
public import Sessions
import Simulation
import Values

/// A Kubernetes cluster in the world of a session, and `kubectl` on its laptop.
public enum KubernetesPlugin {
  /// The profile: what the server and the client say their version is.
  public static let version = "1.32"

  /// Adds the setting `cluster`, `kubectl`, the picture of the cluster and its explanations.
  public static let plugin = SimulationPlugin(
    name: "kubernetes", version: version,
    summary: "a Kubernetes v\(version) cluster and kubectl"
  ) { registrations in
    registrations.setting("cluster", summary: "the cluster: nodes") { value in
      var configuration = ClusterConfiguration()
      let problems = ClusterSetting.read(value, into: &configuration)
      if problems.isEmpty { start(configuration, registrations) }
      return problems
    }
  }

  private static func start(
    _ configuration: ClusterConfiguration, _ registrations: Registrations
  ) {
    let world = registrations.world
    let cluster = Cluster(world: world, configuration: configuration)
    let agents = NodeAgents(cluster)
    world.add(cluster, named: "kubernetes")
    registrations.command(
      "kubectl", summary: "the client of the cluster",
      KubectlProgram.maker(
        server: cluster.server, runtime: agents, yamlReader: registrations.yamlReader))
    cluster.start()
  }
}
