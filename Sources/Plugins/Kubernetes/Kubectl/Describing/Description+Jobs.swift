import KubernetesAPI
import Simulation
import Values

extension Description {
  mutating func job(_ job: JSON) {
    metadata(job, withLabels: false)
    row("Selector", labelSelectorText(job.at("spec", "selector")))
    labels("Labels", job.labels)
    annotations("Annotations", job.annotations)
    controller(job)
    row("Parallelism", job.at("spec", "parallelism").map { JSONPath.text($0) } ?? "<unset>")
    row("Completions", job.at("spec", "completions").map { JSONPath.text($0) } ?? "<unset>")
    let mode = job.text("spec", "completionMode")
    if !mode.isEmpty { row("Completion Mode", mode) }
    if let isSuspended = job.at("spec", "suspend")?.bool {
      row("Suspend", isSuspended ? "true" : "false")
    }
    if let limit = job.at("spec", "backoffLimit")?.integer { row("Backoff Limit", String(limit)) }
    if let lifetime = job.at("spec", "ttlSecondsAfterFinished")?.integer {
      row("TTL Seconds After Finished", String(lifetime))
    }
    let start = job.time("status", "startTime")
    let end = job.time("status", "completionTime")
    if let start { row("Start Time", Description.date(start)) }
    if let end { row("Completed At", Description.date(end)) }
    if let start, let end { row("Duration", (end - start).human) }
    if let deadline = job.at("spec", "activeDeadlineSeconds")?.integer {
      row("Active Deadline Seconds", "\(deadline)s")
    }
    let ready = job.at("status", "ready")?.integer.map { " (\($0) Ready)" } ?? ""
    row(
      "Pods Statuses",
      "\(job.number("status", "active")) Active\(ready) / "
        + "\(job.number("status", "succeeded")) Succeeded / "
        + "\(job.number("status", "failed")) Failed")
    podTemplate(job.at("spec", "template") ?? .null)
  }
}
