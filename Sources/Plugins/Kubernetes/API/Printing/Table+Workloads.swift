import Simulation
import Values

extension TablePrinter {
  /// K3.
  static let statefulSets = TablePrinter(
    columns: [
      .name, .init("Ready"), .age, .init("Containers", priority: 1), .init("Images", priority: 1),
    ]
  ) { object, now in
    guard let set = object as? StatefulSet else { return [] }
    return [
      .string(set.name), .string("\(set.status.readyReplicas)/\(set.spec.replicas ?? 0)"),
      age(set, now),
    ] + containers(set.spec.template.spec)
  }

  /// K4.
  static let deployments = TablePrinter(
    columns: [
      .name, .init("Ready"), .init("Up-to-date"), .init("Available"), .age,
      .init("Containers", priority: 1), .init("Images", priority: 1),
      .init("Selector", priority: 1),
    ]
  ) { object, now in
    guard let deployment = object as? Deployment else { return [] }
    let status = deployment.status
    return [
      .string(deployment.name),
      .string("\(status.readyReplicas)/\(deployment.spec.replicas ?? 0)"),
      .integer(Int64(status.updatedReplicas)), .integer(Int64(status.availableReplicas)),
      age(deployment, now),
    ] + containers(deployment.spec.template.spec) + [selector(deployment.spec.selector)]
  }

  /// K4.
  static let replicaSets = TablePrinter(
    columns: [
      .name, .init("Desired"), .init("Current"), .init("Ready"), .age,
      .init("Containers", priority: 1), .init("Images", priority: 1),
      .init("Selector", priority: 1),
    ]
  ) { object, now in
    guard let set = object as? ReplicaSet else { return [] }
    return [
      .string(set.name), .integer(Int64(set.spec.replicas ?? 0)),
      .integer(Int64(set.status.replicas)), .integer(Int64(set.status.readyReplicas)),
      age(set, now),
    ] + containers(set.spec.template.spec) + [selector(set.spec.selector)]
  }

  /// K7: the owner with its group, `statefulset.apps/web`.
  static let controllerRevisions = TablePrinter(
    columns: [.name, .init("Controller"), .init("Revision"), .age]
  ) { object, now in
    guard let revision = object as? ControllerRevision else { return [] }
    var owner = "<none>"
    if let controller = revision.controller {
      let group = controller.apiVersion.split(separator: "/")
      owner = controller.kind.lowercased()
      if group.count == 2 { owner += "." + group[0] }
      owner += "/" + controller.name
    }
    return [
      .string(revision.name), .string(owner), .integer(revision.revision), age(revision, now),
    ]
  }

  static let resourceQuotas = TablePrinter(
    columns: [.name, .age, .init("Request"), .init("Limit")]
  ) { object, now in
    guard let quota = object as? ResourceQuota else { return [] }
    func text(_ isLimit: Bool) -> JSON {
      .string(
        quota.status.hard.filter { $0.key.hasPrefix("limits.") == isLimit }.map {
          "\($0.key): \(quota.status.used[$0.key]?.text ?? "0")/\($0.value.text)"
        }.joined(separator: ", "))
    }
    return [.string(quota.name), age(quota, now), text(false), text(true)]
  }

  static let podDisruptionBudgets = TablePrinter(
    columns: [
      .name, .init("Min Available"), .init("Max Unavailable"), .init("Allowed Disruptions"), .age,
    ]
  ) { object, now in
    guard let budget = object as? PodDisruptionBudget else { return [] }
    return [
      .string(budget.name), .string(budget.spec.minAvailable?.text ?? "N/A"),
      .string(budget.spec.maxUnavailable?.text ?? "N/A"),
      .integer(Int64(budget.status.disruptionsAllowed)), age(budget, now),
    ]
  }
}
