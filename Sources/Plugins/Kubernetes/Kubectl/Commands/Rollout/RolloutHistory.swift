import GoWriting
import KubernetesAPI
import Values

/// `kubectl rollout history` (K23).
enum RolloutHistory {
  static func run(_ invocation: Invocation) throws(CommandError) {
    let wanted = invocation.options.number(.revision)
    if wanted < 0 {
      throw .text("revision must be a positive integer: \(wanted)")
    }
    for target in try Command.rolloutTargets(invocation) {
      do throws(CommandError) {
        try show(target, wanted, invocation)
      } catch {
        invocation.note(error)
      }
    }
    invocation.finish()
  }

  static func checkSupport(_ type: ResourceType, _ what: String) throws(CommandError) {
    if type == .deployments || type == .statefulSets { return }
    let kind = type.group.isEmpty ? type.kind : "\(type.kind).\(type.group)"
    throw .text("no \(what) has been implemented for \(quoted(kind))")
  }

  private static func show(
    _ target: Target, _ wanted: Int64, _ invocation: Invocation
  ) throws(CommandError) {
    try checkSupport(target.type, "history viewer")
    let history = try RolloutRevisions(of: target, invocation)
    if wanted > 0 {
      guard let revision = history.revision(wanted) else {
        throw .text("unable to find the specified revision")
      }
      invocation.show("\(target.messageName) with revision #\(wanted)")
      var description = Description()
      var template = revision.template
      if !revision.changeCause.isEmpty {
        template = template.setting(
          ["metadata", "annotations", "kubernetes.io/change-cause"],
          to: .string(revision.changeCause))
      }
      description.podTemplate(template)
      // Here the real kubectl leaves the tabs as they are.
      invocation.show(description.text)
      return
    }
    var writer = TabWriter.description
    writer.write("REVISION\tCHANGE-CAUSE\n")
    for revision in history.revisions {
      let cause = revision.changeCause.isEmpty ? "<none>" : revision.changeCause
      writer.write("\(revision.number)\t\(cause)\n")
    }
    invocation.write("\(target.messageName) \n" + writer.flush() + "\n")
  }
}
