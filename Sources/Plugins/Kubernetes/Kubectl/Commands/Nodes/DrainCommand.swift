import KubernetesAPI
import Simulation
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

/// One run of `kubectl drain` (K20): evicts the pods of nodes and waits for their end.
final class Drain {
  private let invocation: Invocation
  private let nodes: [Target]
  private var next = 0

  init(_ invocation: Invocation, _ nodes: [Target]) {
    self.invocation = invocation
    self.nodes = nodes
  }

  func start() {
    let timeout = invocation.options.duration(.timeout)
    if timeout > .zero {
      invocation.setDeadline(after: timeout) { [self] in runOut(timeout) }
    }
    goOn()
  }

  private func goOn() {
    guard next < nodes.count else {
      invocation.finish()
      return
    }
    let node = nodes[next]
    do throws(CommandError) {
      let pods = try DrainedPods(on: node.name, invocation)
      if !pods.problems.isEmpty { throw .text(pods.problems) }
      if !pods.warnings.isEmpty { invocation.printError("Warning: \(pods.warnings)") }
      let dryRun = try invocation.dryRun()
      if dryRun == .client {
        for pod in pods.pods {
          invocation.show("evicting pod \(pod.namespace)/\(pod.name) (dry run)")
        }
        finishNode(node)
        return
      }
      Eviction(invocation, pods.pods) { [self] in finishNode(node) }.start()
    } catch {
      refuse(node, error)
    }
  }

  private func finishNode(_ node: Target) {
    invocation.show("\(node.messageName) drained")
    next += 1
    goOn()
  }

  private func refuse(_ node: Target, _ error: CommandError) {
    invocation.printError(
      "error: unable to drain node \(quoted(node.name)) due to error: \(error.message),"
        + " continuing command...")
    invocation.printError("There are pending nodes to be drained:\n \(node.name)")
    invocation.note(.text(error.message))
    next += 1
    goOn()
  }

  private func runOut(_ timeout: VirtualDuration) {
    guard next < nodes.count else { return }
    let node = nodes[next]
    let message =
      "error when waiting for pods to terminate: global timeout reached: "
      + "\(timeout.milliseconds / 1000)s"
    invocation.printError(
      "There are pending pods in node \(quoted(node.name)) when an error occurred: \(message)")
    invocation.printError(
      "error: unable to drain node \(quoted(node.name)) due to error: \(message), continuing"
        + " command...")
    invocation.fail(.text(message))
  }
}

/// The pods that a drain has to evict, and what speaks against it.
struct DrainedPods {
  var pods: [JSON] = []
  var problems = ""
  var warnings = ""

  init(on node: String, _ invocation: Invocation) throws(CommandError) {
    let options = invocation.options
    let found = try invocation.list(
      .pods, namespace: "", labels: options.text(.podSelector), fields: "spec.nodeName=\(node)")
    var unmanaged: [String] = []
    var withData: [String] = []
    var daemons: [String] = []
    for pod in found {
      let name = "\(pod.namespace)/\(pod.name)"
      let phase = pod.text("status", "phase")
      let isDone = phase == "Succeeded" || phase == "Failed"
      let owner = pod.items("metadata", "ownerReferences").first {
        $0["controller"]?.bool == true
      }
      if owner?.kind == "DaemonSet" {
        daemons.append(name)
        continue
      }
      pods.append(pod)
      if isDone { continue }
      if owner == nil { unmanaged.append(name) }
      if pod.items("spec", "volumes").contains(where: { $0["emptyDir"] != nil }) {
        withData.append(name)
      }
    }
    var refusals: [String] = []
    var remarks: [String] = []
    func judge(_ names: [String], _ isAllowed: Bool, refusal: String, remark: String) {
      if names.isEmpty { return }
      let list = names.joined(separator: ", ")
      if isAllowed {
        remarks.append("\(remark): \(list)")
      } else {
        refusals.append("\(refusal): \(list)")
      }
    }
    judge(
      daemons, options.isSet(.ignoreDaemonSets),
      refusal: "cannot delete DaemonSet-managed Pods (use --ignore-daemonsets to ignore)",
      remark: "ignoring DaemonSet-managed Pods")
    judge(
      withData, options.isSet(.deleteEmptyDirData),
      refusal: "cannot delete Pods with local storage (use --delete-emptydir-data to override)",
      remark: "deleting Pods with local storage")
    judge(
      unmanaged, options.isSet(.force),
      refusal:
        "cannot delete cannot delete Pods that declare no controller (use --force to override)",
      remark: "deleting Pods that declare no controller")
    if refusals.count == 1 {
      problems = refusals[0]
    } else if refusals.count > 1 {
      problems = "[" + refusals.joined(separator: ", ") + "]"
    }
    warnings = remarks.joined(separator: "; ")
  }
}
