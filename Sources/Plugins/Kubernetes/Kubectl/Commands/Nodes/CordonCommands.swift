import KubernetesAPI
import Values

extension Command {
  static let cordon = Command(
    "cordon", "Mark node as unschedulable", arguments: "NODE", flags: [.selector, .dryRun]
  ) { (invocation) throws(CommandError) in
    for node in try Nodes.targets(invocation) {
      try Nodes.setUnschedulable(true, node, invocation)
    }
    invocation.finish()
  }

  static let uncordon = Command(
    "uncordon", "Mark node as schedulable", arguments: "NODE", flags: [.selector, .dryRun]
  ) { (invocation) throws(CommandError) in
    for node in try Nodes.targets(invocation) {
      try Nodes.setUnschedulable(false, node, invocation)
    }
    invocation.finish()
  }
}

/// What the commands about nodes share.
enum Nodes {
  static func targets(_ invocation: Invocation) throws(CommandError) -> [Target] {
    let names = invocation.arguments
    let labels = invocation.options.text(.selector)
    if names.isEmpty, labels.isEmpty {
      let command = invocation.line.command
      throw invocation.usageError("USAGE: \(command.name) \(command.arguments) [flags]")
    }
    if !names.isEmpty, !labels.isEmpty {
      throw invocation.usageError("error: cannot specify both a node name and a --selector option")
    }
    if names.isEmpty {
      return try invocation.list(.nodes, labels: labels).map {
        Target(type: .nodes, namespace: "", name: $0.name, object: $0)
      }
    }
    var targets: [Target] = []
    for name in names {
      let short = name.hasPrefix("node/") ? String(name.dropFirst(5)) : name
      targets.append(
        Target(
          type: .nodes, namespace: "", name: short,
          object: try invocation.get(.nodes, name: short)))
    }
    return targets
  }

  static func setUnschedulable(
    _ isUnschedulable: Bool, _ node: Target, _ invocation: Invocation
  ) throws(CommandError) {
    let dryRun = try invocation.dryRun()
    let present = node.object.at("spec", "unschedulable")?.bool ?? false
    var operation = isUnschedulable ? "cordoned" : "uncordoned"
    if present == isUnschedulable {
      operation = "already " + operation
    } else if dryRun != .client {
      _ = try invocation.patch(
        .nodes, name: node.name,
        ["spec": ["unschedulable": isUnschedulable ? true : .null]],
        isDryRun: dryRun == .server)
    }
    invocation.show("\(node.messageName) \(operation)\(dryRun.suffix)")
  }
}
