import Kubectl
import Kubernetes
import KubernetesAPI
import KubernetesCluster
import Sessions
import Simulation
import Values

// The examples that the documentation of clusters shows; `DocumentationTests` compares them.

extension SimulationPlugin {
  static let bells = SimulationPlugin(name: "bells", version: "1.0", summary: "Bells") {
    registrations in
    registrations.resource(Bell.resource)
    registrations.controller("bell-controller", summary: "gives each bell its sound") {
      BellController($0)
    }
  }
}

enum ClusterExamples {
  static func start(in world: World) -> NodeAgents {
    let cluster = Cluster(world: world)
    let agents = NodeAgents(cluster)
    cluster.start()
    return agents
  }

  static func register(
    _ registrations: Registrations, server: APIServer, runtime: NodeAgents,
    reader: any YAMLReader
  ) {
    registrations.command(
      "kubectl", summary: "the client of Kubernetes",
      KubectlProgram.maker(server: server, runtime: runtime, yamlReader: reader))
  }
}
