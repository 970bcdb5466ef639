import Kubectl
import KubernetesAPI
import KubernetesCluster
import Scenes
public import Sessions
import Simulation
import Values

/// The plugin that gives every session a Kubernetes cluster, v1.32.
public enum KubernetesPlugin {
  /// Sets a cluster up before the first command and registers `kubectl`, explanations of what
  /// waits, and the picture of the cluster.
  ///
  /// The setting `cluster` has the keys `nodes` (0 to 5000, default 3), `podsPerNode` (1 to
  /// 10,000, default 110), `attachVolumes` (default true: a remote volume is at one node at a
  /// time) and `tolerationSeconds` (default 300: how long a pod stays on a lost node).
  /// `cluster: false` leaves the cluster out.
  public static var plugin: SimulationPlugin { plugin(controllers: ControllerChoice()) }

  /// The same with other controllers in the places of some of the standard ones.
  package static func plugin(controllers: ControllerChoice) -> SimulationPlugin {
    SimulationPlugin(
      name: "kubernetes", version: "1.32",
      summary: "A Kubernetes cluster with nodes, controllers, storage, DNS, and kubectl"
    ) { registrations in
      let world = registrations.world
      let reader = registrations.yamlReader
      registrations.setting("cluster", summary: "the nodes of the cluster: { nodes: 3 }") {
        [unowned(unsafe) world] value in
        var setting = ClusterSetting()
        setting.read(value)
        if setting.problems.isEmpty, let configuration = setting.configuration {
          KubernetesSystem.boot(configuration, in: world, controllers: controllers)
        }
        return setting.problems
      }
      registrations.command("kubectl", summary: "the client of Kubernetes") {
        [unowned(unsafe) world] in
        guard let system = KubernetesSystem.of(world) else { return noCluster() }
        return KubectlProgram.maker(
          server: system.cluster.server, runtime: system.agents, yamlReader: reader)()
      }
      for type in ResourceType.standard { registrations.resource(type) }
      registrations.explanation { world, subject in
        KubernetesSystem.of(world).flatMap { ClusterExplanation($0.cluster).text(about: subject) }
      }
      registrations.picture("cluster", summary: "nodes, pods, claims, volumes and services") {
        world, scene in
        guard let system = KubernetesSystem.of(world) else { return }
        var picture = ClusterPicture(system.cluster)
        picture.add(to: &scene)
      }
    }
  }

  /// What `kubectl` says where there is no cluster.
  private static func noCluster() -> any Program {
    ImmediateProgram { process in
      process.writeError(
        "The connection to the server localhost:8080 was refused - did you specify the right host"
          + " or port?\n")
      return 1
    }
  }
}
