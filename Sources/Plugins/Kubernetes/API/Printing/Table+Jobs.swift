import Simulation
import Values

extension TablePrinter {
  static let jobs = TablePrinter(
    columns: [
      .name, .init("Status"), .init("Completions"), .init("Duration"), .age,
      .init("Containers", priority: 1), .init("Images", priority: 1),
      .init("Selector", priority: 1),
    ]
  ) { object, now in
    guard let job = object as? Job else { return [] }
    return [
      .string(job.name), .string(status(of: job)), .string(completions(of: job)),
      .string(duration(of: job, now)), age(job, now),
    ] + containers(job.spec.template.spec) + [selector(job.spec.selector)]
  }

  private static func status(of job: Job) -> String {
    if job.has(condition: "Complete") { return "Complete" }
    if job.has(condition: "Failed") { return "Failed" }
    if job.isBeingDeleted { return "Terminating" }
    for type in ["Suspended", "FailureTarget", "SuccessCriteriaMet"]
    where job.has(condition: type) {
      return type
    }
    return "Running"
  }

  private static func completions(of job: Job) -> String {
    if let wanted = job.spec.completions { return "\(job.status.succeeded)/\(wanted)" }
    let parallelism = job.spec.parallelism ?? 0
    return parallelism > 1
      ? "\(job.status.succeeded)/1 of \(parallelism)" : "\(job.status.succeeded)/1"
  }

  private static func duration(of job: Job, _ now: VirtualTime) -> String {
    guard let start = job.status.startTime else { return "" }
    return (job.status.completionTime ?? now).age(of: start)
  }
}
