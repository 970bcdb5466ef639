import Values

extension Checker {
  mutating func job(_ job: Job) {
    let spec = job.spec
    notNegative("spec.parallelism", spec.parallelism)
    notNegative("spec.completions", spec.completions)
    notNegative("spec.backoffLimit", spec.backoffLimit)
    notNegative("spec.ttlSecondsAfterFinished", spec.ttlSecondsAfterFinished)
    if let deadline = spec.activeDeadlineSeconds, deadline < 0 {
      add(
        .invalid(
          "spec.activeDeadlineSeconds", String(deadline), "must be greater than or equal to 0"))
    }
    switch spec.completionMode {
    case "NonIndexed", nil: break
    case "Indexed": add(.forbidden("spec.completionMode", "Indexed is not simulated"))
    default:
      supported("spec.completionMode", spec.completionMode ?? "", ["Indexed", "NonIndexed"])
    }
    supported(
      "spec.podReplacementPolicy", spec.podReplacementPolicy ?? "TerminatingOrFailed",
      ["Failed", "TerminatingOrFailed"])
    if spec.manualSelector == true {
      add(.forbidden("spec.manualSelector", "own selectors of Jobs are not simulated"))
    }
    for field in JobSpec.unsupported where spec.kept.values[field] != nil {
      add(.forbidden("spec.\(field)", "is not simulated"))
    }
    labels("spec.template.labels", spec.template.metadata.labels)
    annotations("spec.template.annotations", spec.template.metadata.annotations)
    podSpec("spec.template.spec", spec.template.spec)
    let policy = spec.template.spec.restartPolicy
    if policy != "OnFailure", policy != "Never" {
      add(
        .required(
          "spec.template.spec.restartPolicy", "valid values: \"OnFailure\", \"Never\""))
    }
  }

  /// The template, the selector and the number of completions stay as they were.
  mutating func jobChange(_ job: Job, _ before: Job) {
    self.job(job)
    if job.spec.completions != before.spec.completions {
      add(
        .invalid(
          "spec.completions", job.spec.completions.map { String($0) } ?? "\"null\"",
          "field is immutable"))
    }
    selectorChange(job.spec.selector, before.spec.selector)
    if job.spec.template != before.spec.template {
      add(.invalid("spec.template", "core.PodTemplateSpec{}", "field is immutable"))
    }
    if job.spec.completionMode != before.spec.completionMode {
      add(
        .invalid("spec.completionMode", text: job.spec.completionMode ?? "", "field is immutable"))
    }
  }
}
