import KubernetesAPI
import Simulation

/// Keeps a claim that is being deleted as long as a pod uses it (V4).
final class ClaimProtection: Controller {
  static let finalizer = "kubernetes.io/pvc-protection"
  private var users = ClaimUsers()

  init(_ cluster: Cluster) { super.init(cluster, named: "pvc-protection-controller") }

  override func start() {
    watch(.pods) { [unowned(unsafe) self] event in
      for claim in users.take(event) where event.change == .deleted { queue.add(claim) }
    }
    watch(.persistentVolumeClaims) { [unowned(unsafe) self] event in
      if event.change != .deleted, event.object.isBeingDeleted { queue.add(event.object.key) }
    }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard
      let claim = server.get(PersistentVolumeClaim.self, namespace: namespace, name: name),
      claim.isBeingDeleted, claim.metadata.finalizers.contains(ClaimProtection.finalizer)
    else { return .done }
    let subject = "persistentvolumeclaim/" + key
    for podName in users.pods(of: key).sorted() {
      guard let pod = server.get(Pod.self, namespace: namespace, name: podName),
        !pod.spec.nodeName.isEmpty
      else { continue }
      wait(subject, "\(podName) uses it")
      return .done
    }
    world.trace.stopWaiting(subject)
    let changed = claim.copy()
    changed.metadata.finalizers.removeAll { $0 == ClaimProtection.finalizer }
    do throws(APIError) {
      try client.update(changed)
      return .done
    } catch {
      return .failed
    }
  }
}
