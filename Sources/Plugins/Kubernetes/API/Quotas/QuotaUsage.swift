import Simulation
import Values

/// What an object uses of quotas: how many there are of its kind, and what it asks for.
public struct QuotaUsage {
  /// The amounts by the names that quotas have for them: `pods`, `requests.cpu`,
  /// `count/deployments.apps`.
  public private(set) var amounts = ResourceList()

  /// The usage of one object. A pod that has ended uses nothing but its place in the store.
  public init(of object: KubernetesObject) {
    let type = object.resourceType
    amounts["count/" + type.qualifiedPlural] = Quantity(1)
    if let pod = object as? Pod {
      if pod.status.phase != "Succeeded", pod.status.phase != "Failed" { add(pod) }
    } else if let service = object as? Service {
      amounts["services"] = Quantity(1)
      let ports = service.spec.ports.filter { $0.nodePort > 0 }.count
      if service.spec.type == "NodePort" { amounts["services.nodeports"] = Quantity(Int64(ports)) }
      if service.spec.type == "LoadBalancer" { amounts["services.loadbalancers"] = Quantity(1) }
    } else if let claim = object as? PersistentVolumeClaim {
      amounts["persistentvolumeclaims"] = Quantity(1)
      let size = claim.spec.resources.requests["storage"] ?? Quantity()
      amounts["requests.storage"] = size
      if let storageClass = claim.spec.storageClassName {
        let start = storageClass + ".storageclass.storage.k8s.io/"
        amounts[start + "persistentvolumeclaims"] = Quantity(1)
        amounts[start + "requests.storage"] = size
      }
    } else if object is ConfigMap || object is Secret || object is ResourceQuota {
      amounts[type.plural] = Quantity(1)
    }
  }

  private mutating func add(_ pod: Pod) {
    amounts["pods"] = Quantity(1)
    for (prefix, list) in [
      ("requests.", PodTotals(pod, { $0.resources.requests })),
      ("limits.", PodTotals(pod, { $0.resources.limits })),
    ] {
      for entry in list.amounts {
        amounts[prefix + entry.key] = entry.value
        // `cpu` and `memory` alone mean what is requested.
        if prefix == "requests.", entry.key == "cpu" || entry.key == "memory" {
          amounts[entry.key] = entry.value
        }
      }
    }
  }

  /// The names that quotas may limit of objects of a kind, among those of a quota.
  static func names(_ hard: ResourceList, concerning object: KubernetesObject) -> [String] {
    var names: [String] = []
    let type = object.resourceType
    for entry in hard {
      let name = entry.key
      let concerns: Bool
      if object is Pod {
        concerns =
          name == "pods" || name == "cpu" || name == "memory" || name.hasPrefix("limits.")
          || name.hasPrefix("requests.") && name != "requests.storage"
      } else if object is PersistentVolumeClaim {
        concerns =
          name == "persistentvolumeclaims" || name == "requests.storage"
          || name.includes(".storageclass.storage.k8s.io/")
      } else {
        concerns = name == type.plural || name.hasPrefix(type.plural + ".")
      }
      if concerns || name == "count/" + type.qualifiedPlural { names.append(name) }
    }
    return names
  }

  /// Which of the names that a quota limits a pod has to ask for and one of its containers does
  /// not, with those containers.
  static func missing(_ names: [String], in pod: Pod) -> [(container: String, names: [String])] {
    let wanted = names.filter {
      $0 == "cpu" || $0 == "memory" || $0.hasPrefix("requests.") || $0.hasPrefix("limits.")
    }
    guard !wanted.isEmpty else { return [] }
    var result: [(container: String, names: [String])] = []
    for container in pod.spec.initContainers + pod.spec.containers {
      let absent = wanted.filter { name in
        if name.hasPrefix("limits.") {
          return container.resources.limits[String(name.dropFirst(7))] == nil
        }
        let plain = name.hasPrefix("requests.") ? String(name.dropFirst(9)) : name
        return container.resources.requests[plain] == nil
      }
      if !absent.isEmpty { result.append((container: container.name, names: absent)) }
    }
    return result
  }
}

/// What the containers of a pod ask for together; an init container counts where it asks for more.
struct PodTotals {
  private(set) var amounts = ResourceList()

  init(_ pod: Pod, _ list: (Container) -> ResourceList) {
    for container in pod.spec.containers {
      for entry in list(container) {
        amounts[entry.key] = (amounts[entry.key] ?? Quantity()).adding(entry.value)
      }
    }
    for container in pod.spec.initContainers {
      for entry in list(container) {
        if (amounts[entry.key] ?? Quantity()).isLess(than: entry.value) {
          amounts[entry.key] = entry.value
        }
      }
    }
  }
}
