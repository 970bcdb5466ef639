import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let deleteNow = Flag(
    "now", "", .bool(false), "If true, resources are signaled for immediate shutdown.")
}

extension Command {
  static let delete = Command(
    "delete",
    "Delete resources by file names, stdin, resources and names, or by resources and label"
      + " selector",
    arguments: "([-f FILENAME] | TYPE [(NAME | -l label | --all)])",
    flags: [
      .filename, .recursive, .selector, .fieldSelector, .all, .allNamespaces, .force,
      .gracePeriod, .deleteNow, .wait, .timeout, .cascade, .ignoreNotFound, .output, .dryRun,
      .kustomize, .unsupported("raw", "", .text("")),
      .unsupported("interactive", "i", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    try Deletion(invocation).run()
  }
}

/// One run of `kubectl delete` (K19): everything is asked to go at once, then it is waited for.
struct Deletion {
  let invocation: Invocation
  let dryRun: DryRun
  let deleteOptions: DeleteOptions
  let isForced: Bool
  let isShort: Bool

  init(_ invocation: Invocation) throws(CommandError) {
    self.invocation = invocation
    let options = invocation.options
    dryRun = try invocation.dryRun()
    let output = options.text(.output)
    if !output.isEmpty, output != "name" {
      throw .text("unexpected -o output mode: \(output). We only support '-o name'")
    }
    isShort = output == "name"
    isForced = options.isSet(.force)
    var grace = options.number(.gracePeriod)
    if options.isSet(.deleteNow) {
      if grace != -1 {
        throw .text("--now and --grace-period cannot be specified together")
      }
      grace = 1
    }
    // 0 without --force would lose data by accident, so it counts as 1.
    if grace == 0, !isForced { grace = 1 }
    if isForced, grace < 0 { grace = 0 }
    if isForced, grace > 0 {
      throw .text("--force and --grace-period greater than 0 cannot be specified together")
    }
    deleteOptions = DeleteOptions(
      gracePeriodSeconds: grace >= 0 ? grace : nil,
      propagation: try Deletion.propagation(invocation), isDryRun: dryRun == .server)
  }

  private static func propagation(
    _ invocation: Invocation
  ) throws(CommandError) -> DeleteOptions.Propagation {
    let text = invocation.options.text(.cascade)
    switch text {
    case "background": return .background
    case "foreground": return .foreground
    case "orphan": return .orphan
    default:
      guard let isOn = Options.bool(text) else {
        throw .text(
          "invalid cascade value (\(text)). Must be \"background\", \"foreground\", or \"orphan\"")
      }
      let word = isOn ? "background" : "orphan"
      invocation.printError(
        "warning: --cascade=\(text) is deprecated (boolean value) and can be replaced with"
          + " --cascade=\(word).")
      return isOn ? .background : .orphan
    }
  }

  func run() throws(CommandError) {
    let options = invocation.options
    if options.isSet(.all), !options.text(.selector).isEmpty {
      throw .text("setting 'all' parameter but found a non empty selector. ")
    }
    if isForced, deleteOptions.gracePeriodSeconds == 0 {
      invocation.show([
        "Immediate deletion does not wait for confirmation that the running resource has been"
          + " terminated. The resource may continue to run on the cluster indefinitely."
      ])
    }
    let targets = try invocation.targets(TargetSearch(reads: false))
    if targets.isEmpty, !invocation.hasErrors {
      invocation.show("No resources found")
      invocation.finish()
      return
    }
    var deleted: [Target] = []
    var uids: [String: String] = [:]
    for target in targets {
      do throws(CommandError) {
        if let uid = try delete(target) {
          deleted.append(target)
          uids["\(target.type.qualifiedPlural)/\(target.namespace)/\(target.name)"] = uid
        }
      } catch {
        if error.isNotFound, options.isSet(.ignoreNotFound) { continue }
        invocation.note(error.adding(verb: "deleting", source: target.source))
      }
    }
    guard dryRun == .none, options.isSet(.wait), !deleted.isEmpty, invocation.isRunning else {
      invocation.finish()
      return
    }
    let timeout = options.duration(.timeout)
    Wait(
      invocation, deleted, .deletion, uids: uids, timeout: timeout > .zero ? timeout : nil,
      whenDone: { [invocation] in invocation.finish() }
    ).start()
  }

  /// Deletes one object; gives its uid when its end can be waited for.
  private func delete(_ target: Target) throws(CommandError) -> String? {
    var uid: String?
    if dryRun == .client {
      let object = try invocation.get(
        target.type, namespace: target.namespace, name: target.name)
      uid = object.uid
    } else {
      let answer = try invocation.delete(
        target.type, namespace: target.namespace, name: target.name, deleteOptions)
      uid = answer.kind == "Status" ? answer.text("details", "uid") : answer.uid
    }
    if isShort {
      invocation.show(target.messageName)
    } else {
      let verb = isForced && deleteOptions.gracePeriodSeconds == 0 ? "force deleted" : "deleted"
      invocation.show(
        "\(target.type.messageKind) \(quoted(target.name)) \(verb)\(dryRun.suffix)")
    }
    return uid
  }
}
