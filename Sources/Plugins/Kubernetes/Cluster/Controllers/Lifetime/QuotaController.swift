import KubernetesAPI
import Simulation

/// Counts what is used of the quotas, when they change and when something goes.
final class QuotaController: Controller {
  init(_ cluster: Cluster) { super.init(cluster, named: "resourcequota-controller") }

  override func start() {
    watch(.resourceQuotas) { [unowned(unsafe) self] event in
      guard event.change != .deleted, let quota = event.object as? ResourceQuota else { return }
      if (event.old as? ResourceQuota)?.spec != quota.spec { queue.add(quota.key) }
    }
    for type in [
      ResourceType.pods, .services, .persistentVolumeClaims, .configMaps, .secrets,
      .deployments, .replicaSets, .statefulSets,
    ] {
      watch(type) { [unowned(unsafe) self] event in
        let ended =
          (event.object as? Pod)?.isFinished == true && (event.old as? Pod)?.isFinished == false
        if event.change == .deleted || ended { recount(event.object.namespace) }
      }
    }
  }

  private func recount(_ namespace: String) {
    for quota in server.list(ResourceQuota.self, namespace: namespace) { queue.add(quota.key) }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let quota = server.get(ResourceQuota.self, namespace: namespace, name: name) else {
      return .done
    }
    var status = ResourceQuotaStatus()
    status.hard = quota.spec.hard
    for entry in status.hard { status.used[entry.key] = Quantity() }
    for type in server.resourceTypes where type.isNamespaced {
      if type === ResourceType.events || type === ResourceType.leases { continue }
      for object in server.list(ObjectSelection(type, namespace: namespace)) {
        for entry in QuotaUsage(of: object).amounts where status.hard[entry.key] != nil {
          status.used[entry.key] = status.used[entry.key]?.adding(entry.value)
        }
      }
    }
    guard status != quota.status else { return .done }
    let changed = quota.copy()
    changed.status = status
    changed.metadata.resourceVersion = ""
    do throws(APIError) {
      try client.updateStatus(changed)
      return .done
    } catch {
      return .failed
    }
  }
}
