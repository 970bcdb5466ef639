import KubernetesAPI
import KubernetesCluster
import Simulation

extension ClusterExplanation {
  func state(of set: StatefulSet) -> String {
    let wanted = set.spec.replicas ?? 1
    var text = "has \(set.status.readyReplicas) of \(wanted) pods ready"
    if let message = warning(about: set, "FailedCreate"), set.status.replicas < wanted {
      return "\(text): \(message)"
    }
    if let blocker = blocker(of: set) {
      text += ": \(blocker.text)"
    } else if let extra = condemned(of: set) {
      text += ": \(clause(about: extra))"
    }
    return text
  }

  /// The highest pod that is one too many.
  private func condemned(of set: StatefulSet) -> Pod? {
    let first = set.spec.ordinals?.start ?? 0
    let last = first + (set.spec.replicas ?? 1)
    let pods = server.list(
      Pod.self, namespace: set.namespace, labels: Selector(set.spec.selector))
    return pods.last { pod in
      guard pod.controller?.uid == set.metadata.uid,
        let dash = pod.name.utf8.lastIndex(of: UInt8(ascii: "-")),
        let ordinal = Int32(pod.name[pod.name.utf8.index(after: dash)...])
      else { return false }
      return ordinal >= last || ordinal < first
    }
  }

  func state(of deployment: Deployment) -> String {
    let wanted = deployment.spec.replicas ?? 1
    var text = "has \(deployment.status.readyReplicas) of \(wanted) pods ready"
    if deployment.spec.paused { text += ", and its rollout is paused" }
    let progressing = deployment.status.conditions.first { $0.type == "Progressing" }
    if progressing?.reason == "ProgressDeadlineExceeded" {
      text += ", and its rollout has made no progress for too long"
    }
    if let failure = deployment.status.conditions.first(where: {
      $0.type == "ReplicaFailure" && $0.status == "True"
    }) {
      return "\(text): \(failure.message)"
    }
    if let pod = unreadyPod(deployment.spec.selector, deployment.namespace) {
      text += ": \(clause(about: pod))"
    }
    return text
  }

  /// `; shop-x is ErrImagePull on node-1: …`
  func unreadyPod(of deployment: Deployment) -> String? {
    unreadyPod(deployment.spec.selector, deployment.namespace).map { "; " + clause(about: $0) }
  }

  func state(of set: ReplicaSet) -> String {
    var text = "has \(set.status.readyReplicas) of \(set.spec.replicas ?? 1) pods ready"
    if let failure = set.status.conditions.first(where: {
      $0.type == "ReplicaFailure" && $0.status == "True"
    }) {
      return "\(text): \(failure.message)"
    }
    if let pod = unreadyPod(set.spec.selector, set.namespace) {
      text += ": \(clause(about: pod))"
    }
    return text
  }

  private func unreadyPod(_ selector: LabelSelector?, _ namespace: String) -> Pod? {
    server.list(Pod.self, namespace: namespace, labels: Selector(selector)).first {
      $0.isActive && !$0.isRunningAndReady
    }
  }

  func state(of job: Job) -> String {
    if let end = job.status.conditions.last(where: {
      ($0.type == "Complete" || $0.type == "Failed") && $0.status == "True"
    }) {
      return "is \(end.type): \(end.message)"
    }
    if job.has(condition: "Suspended") { return "is suspended" }
    let wanted = job.spec.completions.map { " of \($0)" } ?? ""
    var text = "has \(job.status.succeeded)\(wanted) pods succeeded, \(job.status.active) active"
    if job.status.failed > 0 { text += ", \(job.status.failed) failed" }
    if let pod = unreadyPod(job.spec.selector, job.namespace) {
      text += ": \(clause(about: pod))"
    }
    return text
  }

  // MARK: Nodes

  func state(of node: Node) -> String {
    let ready = node.status.conditions.first { $0.type == "Ready" }
    guard ready?.status == "True" else {
      let since = ready?.lastTransitionTime.map { " since \($0.calendar.clock)" } ?? ""
      return "is not Ready\(since): "
        + ClusterExplanation.bare(ready?.message ?? "it never reported")
    }
    if node.spec.unschedulable { return "is Ready, but closed for new pods" }
    let taints = node.spec.taints.map { "\($0.key):\($0.effect)" }
    return taints.isEmpty
      ? "is Ready" : "is Ready, with the taints " + taints.joined(separator: ", ")
  }

  // MARK: Services

  func state(of service: Service) -> String {
    if service.spec.type == "ExternalName" {
      return "is another name for \(service.spec.externalName)"
    }
    let slices = server.list(EndpointSlice.self, namespace: service.namespace).filter {
      $0.metadata.labels["kubernetes.io/service-name"] == service.name
    }
    let endpoints = slices.flatMap { $0.endpoints }
    let ready = endpoints.filter { $0.conditions.ready ?? true }.count
    var text = "has \(ready) ready endpoint\(ready == 1 ? "" : "s")"
    if service.spec.type == "LoadBalancer", service.status.loadBalancer.ingress.isEmpty {
      text += ", and no load balancer gives it an address from outside"
    }
    if ready > 0 { return text }
    guard !service.spec.selector.isEmpty else {
      return "\(text): it has no selector, so its endpoints have to be made by hand"
    }
    let labels = service.spec.selector.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
    let pods = server.list(
      Pod.self, namespace: service.namespace, labels: Selector(labels: service.spec.selector))
    guard let first = pods.first(where: { !$0.isBeingDeleted }) ?? pods.first else {
      return "\(text): no pod has the labels \(labels)"
    }
    return "\(text): \(clause(about: first))"
  }
}
