extension Job {
  /// Fills in what was left out. One completion is the default only when neither number is given.
  func applyDefaults() {
    if spec.completions == nil, spec.parallelism == nil { spec.completions = 1 }
    if spec.parallelism == nil { spec.parallelism = 1 }
    if spec.backoffLimit == nil { spec.backoffLimit = 6 }
    if spec.completionMode == nil { spec.completionMode = "NonIndexed" }
    if spec.suspend == nil { spec.suspend = false }
    if spec.podReplacementPolicy == nil { spec.podReplacementPolicy = "TerminatingOrFailed" }
    if spec.manualSelector == false { spec.manualSelector = nil }
    applyPodDefaults(&spec.template.spec)
    markPods()
    if metadata.labels.isEmpty { metadata.labels = spec.template.metadata.labels }
  }

  /// The labels by which a Job knows its pods hold its uid, so nobody else's can match.
  private func markPods() {
    guard !metadata.uid.isEmpty, spec.manualSelector != true, spec.selector == nil else { return }
    spec.template.metadata.labels["batch.kubernetes.io/controller-uid"] = metadata.uid
    spec.template.metadata.labels["batch.kubernetes.io/job-name"] = metadata.name
    spec.template.metadata.labels["controller-uid"] = metadata.uid
    spec.template.metadata.labels["job-name"] = metadata.name
    var selector = LabelSelector()
    selector.matchLabels = ["batch.kubernetes.io/controller-uid": metadata.uid]
    spec.selector = selector
  }
}
