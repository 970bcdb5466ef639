import KubernetesAPI
import Simulation

/// Gives each namespace what it starts with, and empties those that are being deleted.
final class NamespaceController: Controller {
  init(_ cluster: Cluster) { super.init(cluster, named: "namespace-controller") }

  override func start() { watchAndQueue(.namespaces) }

  override func reconcile(_ key: String) -> Reconciliation {
    guard let namespace = server.get(Namespace.self, name: key) else { return .done }
    do throws(APIError) {
      if namespace.isBeingDeleted { return try empty(namespace) }
      try furnish(namespace)
      return .done
    } catch {
      return .failed
    }
  }

  private func furnish(_ namespace: Namespace) throws(APIError) {
    if server.get(ServiceAccount.self, namespace: namespace.name, name: "default") == nil {
      let account = ServiceAccount()
      account.metadata.name = "default"
      account.metadata.namespace = namespace.name
      try client.create(account)
    }
    let mapName = "kube-root-ca.crt"
    if server.get(ConfigMap.self, namespace: namespace.name, name: mapName) == nil {
      let map = ConfigMap()
      map.metadata.name = mapName
      map.metadata.namespace = namespace.name
      map.metadata.annotations["kubernetes.io/description"] =
        "Contains a CA bundle that can be used to verify the kube-apiserver when using internal"
        + " endpoints such as the internal service IP or kubernetes.default.svc. No other usage"
        + " is guaranteed across distributions of Kubernetes clusters."
      map.data["ca.crt"] = "-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"
      try client.create(map)
    }
  }

  /// Deletes everything inside; the namespace goes when nothing is left.
  private func empty(_ namespace: Namespace) throws(APIError) -> Reconciliation {
    var isEmpty = true
    for type in server.resourceTypes where type.isNamespaced {
      for object in server.list(ObjectSelection(type, namespace: namespace.name)) {
        var options = DeleteOptions()
        options.propagation = .background
        if object.isBeingDeleted {
          isEmpty = false
        } else if try !client.delete(object, options: options) {
          isEmpty = false
        }
      }
    }
    if !isEmpty { return .again(after: .seconds(1)) }
    let finished = namespace.copy()
    finished.metadata.resourceVersion = ""
    finished.spec.finalizers = []
    try client.update(finished)
    return .done
  }
}
