import KubernetesAPI
import Simulation
import Values

extension Flag {
  static let forCondition = Flag(
    "for", "", .array, "The condition to wait on: [create|delete|condition=…|jsonpath=…].")
  static let waitTimeout = Flag(
    "timeout", "", .duration("30s"), "The length of time to wait before giving up.")
}

extension Command {
  static let wait = Command(
    "wait", "Experimental: Wait for a specific condition on one or many resources",
    arguments:
      "([-f FILENAME] | resource.group/resource.name | resource.group [(-l label | --all)])"
      + " [--for=create|--for=delete|--for condition=available|--for=jsonpath='{}'[=value]]",
    flags: [
      .forCondition, .waitTimeout, .selector, .fieldSelector, .all, .allNamespaces, .filename,
      .recursive, .output, .template, .showManagedFields, .allowMissingTemplateKeys,
      .unsupported("local", "", .bool(false)),
    ]
  ) { (invocation) throws(CommandError) in
    let conditions = invocation.options.list(.forCondition)
    if conditions.count > 1 {
      throw .text("several --for flags are not supported here; run 'kubectl wait' for each")
    }
    let condition = try WaitCondition(conditions.first ?? "")
    var search = TargetSearch(listsKinds: false)
    switch condition {
    case .deletion, .creation: search.reads = false
    default: break
    }
    var targets = try invocation.targets(search)
    if case .deletion = condition {
      // Objects that are gone already need no waiting and no words.
      let named = targets
      targets = []
      for target in named {
        let object = try invocation.find(
          target.type, namespace: target.namespace, name: target.name)
        if object != nil { targets.append(target) }
      }
      if !named.isEmpty, targets.isEmpty {
        invocation.finish()
        return
      }
    }
    if targets.isEmpty {
      if !invocation.hasErrors { invocation.note(.text("no matching resources found")) }
      invocation.finish()
      return
    }
    var timeout = invocation.options.duration(.waitTimeout)
    if timeout < .zero { timeout = .seconds(7 * 24 * 3600) }
    Wait(
      invocation, targets, condition, timeout: timeout,
      whenMet: { target in
        invocation.attempt { () throws(CommandError) in
          try invocation.report(target, target.object, "condition met")
        }
      }, whenDone: { invocation.finish() }
    ).start()
  }
}
