public import KubernetesAPI
public import KubernetesCluster
public import Sessions
import Simulation

extension Registrations {
  /// Adds a kind of objects to the API server of the clusters of a book, as a custom resource
  /// definition does: `kubectl` then has it under all its names, reads and refuses manifests as
  /// the type says, and shows its columns. `kubectl get crd` shows its definition, which nobody can
  /// change; `kubectl scale` works when the type says what it scales.
  ///
  /// The type is the value that the class of its objects has as ``KubernetesAPI/TypedObject/resource``.
  public func resource(_ type: ResourceType) {
    if type.group.isEmpty, !ResourceType.standard.contains(type) {
      refuse(
        "the kind '\(type.kind)' has no group; give it one, such as "
          + "\(type.plural).example.org")
      return
    }
    guard kind(type.kind, words: KubernetesAdditions.words(for: type)) else { return }
    KubernetesAdditions.of(world).types.append(type)
  }

  /// Adds a controller, which starts with each cluster of the book.
  ///
  ///     registrations.resource(Bell.resource)
  ///     registrations.controller("bell-controller", summary: "gives each bell its sound") {
  ///       BellController($0)
  ///     }
  ///
  /// - Parameters:
  ///   - name: what traces and events call it: `queue-controller`.
  ///   - make: makes it for a cluster that has not started yet.
  public func controller(
    _ name: String, summary: String, _ make: @escaping (Cluster) -> ClusterPart
  ) {
    guard note(.controller, name, summary: summary) else { return }
    KubernetesAdditions.of(world).controllers.append(make)
  }
}

/// What plugins add to the cluster of a world, before it is there.
final class KubernetesAdditions: WorldComponent {
  /// The kinds, also the standard ones.
  var types: [ResourceType] = []
  var controllers: [(Cluster) -> ClusterPart] = []

  static func of(_ world: World) -> KubernetesAdditions {
    if let known = world.component("kubernetes additions") as? KubernetesAdditions { return known }
    let additions = KubernetesAdditions()
    world.add(additions, named: "kubernetes additions")
    return additions
  }

  /// Puts everything into a cluster that has not started.
  func add(to cluster: Cluster) {
    for type in types {
      cluster.server.register(type)
      if !ResourceType.standard.contains(type) { define(type, in: cluster) }
    }
    for controller in controllers { cluster.add(controller(cluster)) }
  }

  /// Adds the definition of a plugin's kind, which `kubectl get crd` shows.
  private func define(_ type: ResourceType, in cluster: Cluster) {
    let definition = CustomResourceDefinition(of: type, acceptedAt: cluster.world.now)
    do throws(APIError) {
      let stored = try cluster.server.create(definition).copy()
      stored.status = definition.status
      try cluster.server.updateStatus(stored)
    } catch {
      preconditionFailure("\(type.qualifiedPlural): \(error.message)")
    }
  }

  /// What objects of a kind are called: on the command line, and claims and volumes also in short.
  static func words(for type: ResourceType) -> [String] {
    var words = [type.plural]
    if type.singular != type.plural { words.append(type.singular) }
    words += type.shortNames
    if type == .persistentVolumeClaims { words += ["claim", "claims"] }
    return words
  }
}
