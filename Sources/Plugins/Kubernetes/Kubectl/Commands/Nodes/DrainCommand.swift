import KubernetesAPI
import OrderedCollections
import Values

extension Flag {
  static let ignoreDaemonSets = Flag(
    "ignore-daemonsets", "", .bool(false), "Ignore DaemonSet-managed pods.")
  static let deleteEmptyDirData = Flag(
    "delete-emptydir-data", "", .bool(false), "Continue even if there are pods using emptyDir.")
  static let disableEviction = Flag(
    "disable-eviction", "", .bool(false), "Force drain to use delete.")
  static let podSelector = Flag(
    "pod-selector", "", .text(""), "Label selector to filter pods on the node")
}

extension Command {
  static let drain = Command(
    "drain", "Drain node in preparation for maintenance", arguments: "NODE",
    flags: [
      .force, .ignoreDaemonSets, .deleteEmptyDirData, .disableEviction, .podSelector,
      .gracePeriod, .timeout, .selector, .dryRun, .chunkSize,
      .unsupported("skip-wait-for-delete-timeout", "", .number(0)),
    ]
  ) { (invocation) throws(CommandError) in
    let nodes = try Nodes.targets(invocation)
    for node in nodes { try Nodes.setUnschedulable(true, node, invocation) }
    Drain(invocation, nodes).start()
  }
}

/// One run of `kubectl drain` (K20): evicts the pods of nodes, one node after the other, and waits
/// for their end. What cannot be done for one node does not keep it from the next.
final class Drain {
  private let invocation: Invocation
  private let nodes: [Target]
  private var next = 0
  /// What kept nodes from being drained: for each the reasons.
  private var refused: [(node: String, reasons: [String])] = []

  init(_ invocation: Invocation, _ nodes: [Target]) {
    self.invocation = invocation
    self.nodes = nodes
  }

  func start() {
    guard next < nodes.count else {
      finish()
      return
    }
    let node = nodes[next]
    next += 1
    do throws(CommandError) {
      let pods = try DrainedPods(on: node.name, invocation)
      if !pods.problems.isEmpty {
        refuse(node, pods.problems)
        return
      }
      if !pods.warnings.isEmpty { invocation.printError("Warning: \(pods.warnings)") }
      let dryRun = try invocation.dryRun()
      if dryRun == .client {
        for pod in pods.pods {
          invocation.show("evicting pod \(pod.namespace)/\(pod.name) (dry run)")
        }
        finish(node, dryRun)
        return
      }
      Eviction(invocation, pods.pods, dryRun) { [self] errors in
        if errors.isEmpty { finish(node, dryRun) } else { leave(node, errors) }
      }.start()
    } catch {
      refuse(node, [error.message])
    }
  }

  private func finish(_ node: Target, _ dryRun: DryRun) {
    invocation.show("\(node.messageName) drained\(dryRun.suffix)")
    start()
  }

  /// Says which pods are left, where only some could be evicted.
  private func leave(_ node: Target, _ errors: [String]) {
    do throws(CommandError) {
      let left = try DrainedPods(on: node.name, invocation)
      if !left.pods.isEmpty {
        invocation.printError(
          "There are pending pods in node \(quoted(node.name)) when an error occurred: "
            + Drain.joined(errors))
      }
      for pod in left.pods { invocation.printError("pod/\(pod.name)") }
    } catch {
      // What went wrong before is told below.
    }
    refuse(node, errors)
  }

  private func refuse(_ node: Target, _ reasons: [String]) {
    invocation.printError(
      "error: unable to drain node \(quoted(node.name)) due to error: "
        + "\(Drain.joined(reasons)), continuing command...")
    refused.append((node.name, reasons))
    start()
  }

  private func finish() {
    if refused.isEmpty {
      invocation.finish()
      return
    }
    invocation.printError("There are pending nodes to be drained:")
    for (node, _) in refused { invocation.printError(" \(node)") }
    // The reasons of a single node stand on lines of their own.
    let lines = refused.count == 1 ? refused[0].reasons : refused.map { Drain.joined($0.reasons) }
    invocation.fail(.literal(lines.joined(separator: "\n")))
  }

  private static func joined(_ reasons: [String]) -> String {
    reasons.count == 1 ? reasons[0] : "[\(reasons.joined(separator: ", "))]"
  }
}

/// The pods that a drain has to evict, and what speaks against it.
struct DrainedPods {
  var pods: [JSON] = []
  var problems: [String] = []
  var warnings = ""

  /// What is said about a pod.
  private enum Judgement {
    case goes
    case goesWith(warning: String)
    case stays(warning: String)
    case refused(String)
  }

  init(on node: String, _ invocation: Invocation) throws(CommandError) {
    let options = invocation.options
    let found = try invocation.list(
      .pods, namespace: "", labels: options.text(.podSelector), fields: "spec.nodeName=\(node)")
    var refusals: OrderedDictionary<String, [String]> = [:]
    var remarks: OrderedDictionary<String, [String]> = [:]
    for pod in found {
      let name = "\(pod.namespace)/\(pod.name)"
      switch DrainedPods.judge(pod, options) {
      case .goes: pods.append(pod)
      case .goesWith(let warning):
        pods.append(pod)
        remarks[warning, default: []].append(name)
      case .stays(let warning): remarks[warning, default: []].append(name)
      case .refused(let reason): refusals[reason, default: []].append(name)
      }
    }
    problems = refusals.map { "cannot delete \($0.key): \($0.value.joined(separator: ", "))" }
    warnings = remarks.map { "\($0.key): \($0.value.joined(separator: ", "))" }
      .joined(separator: "; ")
  }

  /// Asks the questions in kubectl's order; the first that is against it ends them, and what the
  /// last one remarks is what is told.
  private static func judge(_ pod: JSON, _ options: Options) -> Judgement {
    let phase = pod.text("status", "phase")
    let isDone = phase == "Succeeded" || phase == "Failed"
    let owner = pod.items("metadata", "ownerReferences").first {
      $0["controller"]?.bool == true
    }
    if owner?.kind == "DaemonSet", !isDone {
      return options.isSet(.ignoreDaemonSets)
        ? .stays(warning: "ignoring DaemonSet-managed Pods")
        : .refused("DaemonSet-managed Pods (use --ignore-daemonsets to ignore)")
    }
    if isDone { return .goes }
    let hasData = pod.items("spec", "volumes").contains { $0["emptyDir"] != nil }
    if hasData, !options.isSet(.deleteEmptyDirData) {
      return .refused("Pods with local storage (use --delete-emptydir-data to override)")
    }
    if owner != nil { return .goes }
    return options.isSet(.force)
      ? .goesWith(warning: "deleting Pods that declare no controller")
      : .refused("cannot delete Pods that declare no controller (use --force to override)")
  }
}
