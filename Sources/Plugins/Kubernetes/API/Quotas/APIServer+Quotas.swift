import Values

extension APIServer {
  /// Refuses a new object that would use more than the quotas of its namespace allow, and counts
  /// it in them.
  func chargeQuotas(_ object: KubernetesObject, isDryRun: Bool) throws(APIError) {
    guard tables[.resourceQuotas]?.shelves[object.metadata.namespace] != nil else { return }
    let quotas = list(ResourceQuota.self, namespace: object.metadata.namespace)
    guard !quotas.isEmpty, !(object is ResourceQuota) else { return }
    let usage = QuotaUsage(of: object).amounts
    var charged: [ResourceQuota] = []
    for quota in quotas {
      let names = QuotaUsage.names(quota.spec.hard, concerning: object)
      guard !names.isEmpty else { continue }
      if let pod = object as? Pod { try checkRequests(names, of: pod, quota) }
      let unknown = names.filter { quota.status.hard[$0] == nil }
      if !unknown.isEmpty {
        throw .forbidden(
          object.resourceType, object.metadata.name,
          "status unknown for quota: \(quota.name), resources: "
            + unknown.joined(separator: ","))
      }
      let changed = quota.copy()
      var exceeded: [String] = []
      for name in names {
        guard let amount = usage[name] else { continue }
        let used = (quota.status.used[name] ?? Quantity()).adding(amount)
        if let limit = quota.status.hard[name], limit.isLess(than: used) { exceeded.append(name) }
        changed.status.used[name] = used
      }
      if !exceeded.isEmpty { throw refusal(object, quota, exceeded, usage) }
      charged.append(changed)
    }
    if isDryRun { return }
    for quota in charged { try updateStatus(quota) }
  }

  /// A pod has to ask for everything that a quota limits.
  private func checkRequests(
    _ names: [String], of pod: Pod, _ quota: ResourceQuota
  ) throws(APIError) {
    let missing = QuotaUsage.missing(names, in: pod)
    guard !missing.isEmpty else { return }
    var containersByName: [(name: String, containers: [String])] = []
    for (container, absent) in missing {
      for name in absent {
        if let index = containersByName.firstIndex(where: { $0.name == name }) {
          containersByName[index].containers.append(container)
        } else {
          containersByName.append((name, [container]))
        }
      }
    }
    let texts = containersByName.sorted { $0.name.precedesByBytes($1.name) }.map {
      "\($0.name) for: " + $0.containers.joined(separator: ",")
    }
    throw .forbidden(
      .pods, pod.metadata.name,
      "failed quota: \(quota.name): must specify " + texts.joined(separator: "; "))
  }

  private func refusal(
    _ object: KubernetesObject, _ quota: ResourceQuota, _ exceeded: [String],
    _ usage: ResourceList
  ) -> APIError {
    func text(_ list: ResourceList) -> String {
      exceeded.map { "\($0)=\(list[$0]?.text ?? "0")" }.joined(separator: ",")
    }
    return .forbidden(
      object.resourceType, object.metadata.name,
      "exceeded quota: \(quota.name), requested: \(text(usage)), used: "
        + "\(text(quota.status.used)), limited: \(text(quota.status.hard))")
  }
}
