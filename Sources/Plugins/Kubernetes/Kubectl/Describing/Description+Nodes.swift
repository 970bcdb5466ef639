import KubernetesAPI
import OrderedCollections
import Values

extension Description {
  mutating func node(_ node: JSON, _ lease: JSON?, _ pods: [JSON]) {
    row("Name", node.name)
    row("Roles", roles(of: node))
    labels("Labels", node.labels)
    annotations("Annotations", node.annotations)
    row("CreationTimestamp", Description.date(node.time("metadata", "creationTimestamp")))
    func rank(_ taint: JSON) -> String { "\(taint.text("effect")),\(taint.text("key"))" }
    let taints = node.items("spec", "taints").sorted { rank($0).precedesByBytes(rank($1)) }
    rows("Taints", taints.map { TaintText.of($0) })
    row("Unschedulable", node.at("spec", "unschedulable")?.bool == true ? "true" : "false")
    if let lease {
      line("Lease:")
      row("HolderIdentity", lease.at("spec", "holderIdentity")?.string ?? "<unset>", level: 1)
      row("AcquireTime", Description.date(lease.time("spec", "acquireTime")), level: 1)
      row("RenewTime", Description.date(lease.time("spec", "renewTime")), level: 1)
    } else {
      row(
        "Lease",
        "Failed to get lease: leases.coordination.k8s.io \(quoted(node.name)) not found")
    }
    nodeConditions(node)
    line("Addresses:")
    for address in node.items("status", "addresses") {
      row(address.text("type"), address.text("address"), level: 1)
    }
    for (title, member) in [("Capacity", "capacity"), ("Allocatable", "allocatable")] {
      let amounts = amounts(node.at("status", member))
      if !amounts.isEmpty { line("\(title):") }
      for (name, amount) in amounts { row(name, amount, level: 1) }
    }
    systemInfo(node)
    nodePods(node, pods)
  }

  private func roles(of node: JSON) -> String {
    let start = "node-role.kubernetes.io/"
    var roles: [String] = []
    for (key, value) in node.labels {
      if key.hasPrefix(start) { roles.append(String(key.dropFirst(start.count))) }
      if key == "kubernetes.io/role" { roles.append(value) }
    }
    let named = Set(roles.filter { !$0.isEmpty }).sorted { $0.precedesByBytes($1) }
    return named.isEmpty ? "<none>" : named.joined(separator: ",")
  }

  private func amounts(_ value: JSON?) -> [(key: String, value: String)] {
    (value?.object ?? [:]).map { ($0.key, JSONPath.text($0.value)) }
      .sorted { $0.key.precedesByBytes($1.key) }
  }

  private mutating func nodeConditions(_ node: JSON) {
    let conditions = node.items("status", "conditions")
    if conditions.isEmpty { return }
    line("Conditions:\n  Type\tStatus\tLastHeartbeatTime\tLastTransitionTime\tReason\tMessage")
    line("  ----\t------\t-----------------\t------------------\t------\t-------")
    for condition in conditions {
      line(
        "\(condition.text("type")) \t\(condition.text("status")) \t"
          + "\(Description.date(condition.time("lastHeartbeatTime"))) \t"
          + "\(Description.date(condition.time("lastTransitionTime"))) \t"
          + "\(condition.text("reason")) \t\(condition.text("message"))", level: 1)
    }
  }

  private mutating func systemInfo(_ node: JSON) {
    let info = node.at("status", "nodeInfo") ?? .null
    line("System Info:")
    for (title, member) in [
      ("Machine ID", "machineID"), ("System UUID", "systemUUID"), ("Boot ID", "bootID"),
      ("Kernel Version", "kernelVersion"), ("OS Image", "osImage"),
      ("Operating System", "operatingSystem"), ("Architecture", "architecture"),
      ("Container Runtime Version", "containerRuntimeVersion"),
      ("Kubelet Version", "kubeletVersion"), ("Kube-Proxy Version", "kubeProxyVersion"),
    ] {
      row(title, info.text(member), level: 1)
    }
    let range = node.text("spec", "podCIDR")
    if !range.isEmpty { row("PodCIDR", range) }
    let ranges = node.items("spec", "podCIDRs").compactMap { $0.string }
    if !ranges.isEmpty { row("PodCIDRs", ranges.joined(separator: ",")) }
    let provider = node.text("spec", "providerID")
    if !provider.isEmpty { row("ProviderID", provider) }
  }

  private mutating func nodePods(_ node: JSON, _ pods: [JSON]) {
    let usage = NodeUsage(node)
    row("Non-terminated Pods", "(\(pods.count) in total)")
    line("  Namespace\tName\t\tCPU Requests\tCPU Limits\tMemory Requests\tMemory Limits\tAge")
    line("  ---------\t----\t\t------------\t----------\t---------------\t-------------\t---")
    var sums = NodeUsage.Sums()
    for pod in pods {
      let own = usage.sums(of: pod)
      sums.add(own)
      let cells = NodeUsage.columns.prefix(4).map { usage.cell(own, $0) }
      line(
        "\(pod.namespace)\t\(pod.name)\t\t\(cells.joined(separator: "\t"))\t"
          + age(pod.time("metadata", "creationTimestamp")), level: 1)
    }
    line("Allocated resources:\n  (Total limits may be over 100 percent, i.e., overcommitted.)")
    line("  Resource\tRequests\tLimits\n  --------\t--------\t------")
    for name in ["cpu", "memory", "ephemeral-storage"] + usage.hugePages {
      let requests = usage.cell(sums, NodeUsage.Column(resource: name, isLimit: false))
      let limits = usage.cell(sums, NodeUsage.Column(resource: name, isLimit: true))
      line("\(name)\t\(requests)\t\(limits)", level: 1)
    }
    for name in usage.extended {
      let requests = NodeUsage.text(sums.requests[name] ?? 0, name)
      line("\(name)\t\(requests)\t\(NodeUsage.text(sums.limits[name] ?? 0, name))", level: 1)
    }
  }
}

/// A taint as it is written on the command line: `key=value:NoSchedule`.
enum TaintText {
  static func of(_ taint: JSON) -> String {
    let value = taint.text("value")
    let effect = taint.text("effect")
    if effect.isEmpty { return taint.text("key") + (value.isEmpty ? "" : "=" + value + ":") }
    return "\(taint.text("key"))\(value.isEmpty ? "" : "=" + value):\(effect)"
  }
}
