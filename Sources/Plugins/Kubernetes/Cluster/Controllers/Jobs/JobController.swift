import KubernetesAPI
import OrderedCollections
import Simulation

/// Runs pods until enough of them have succeeded, or too many have failed.
///
/// Pods carry a finalizer until they are counted, so that one that is deleted before is not
/// forgotten. Changes of pods are looked at a second later, together.
final class JobController: Controller {
  private var pods: [String: OrderedDictionary<String, Pod>] = [:]

  static let finalizer = "batch.kubernetes.io/job-tracking"
  static let batchPeriod = VirtualDuration.seconds(1)
  static let firstBackOff = VirtualDuration.seconds(10)
  static let longestBackOff = VirtualDuration.minutes(10)

  init(_ cluster: Cluster) { super.init(cluster, named: "job-controller") }

  override func start() {
    watch(.jobs) { [unowned(unsafe) self] event in
      if event.change == .deleted {
        jobIsGone(event.object)
      } else {
        queue.add(event.object.key)
      }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      if let pod = event.object as? Pod { podChanged(pod, event.change) }
    }
  }

  private func podChanged(_ pod: Pod, _ change: ObjectEvent.Change) {
    guard let owner = pod.controller, owner.kind == "Job" else { return }
    if change == .deleted {
      pods[owner.uid]?.removeValue(forKey: pod.name)
    } else {
      pods[owner.uid, default: [:]][pod.name] = pod
    }
    let key = pod.namespace + "/" + owner.name
    if server.get(Job.self, namespace: pod.namespace, name: owner.name) == nil {
      release(pod)
    } else {
      queue.add(key, after: JobController.batchPeriod)
    }
  }

  /// Nobody counts the pods of a Job that is gone.
  private func jobIsGone(_ job: KubernetesObject) {
    world.trace.stopWaiting("job/" + job.key)
    for pod in (pods[job.metadata.uid] ?? [:]).values { release(pod) }
    pods[job.metadata.uid] = nil
  }

  private func release(_ pod: Pod) {
    guard pod.metadata.finalizers.contains(JobController.finalizer),
      server.get(Pod.self, namespace: pod.namespace, name: pod.name)?.metadata.uid
        == pod.metadata.uid
    else { return }
    let released = pod.copy()
    released.metadata.resourceVersion = ""
    released.metadata.finalizers.removeAll { $0 == JobController.finalizer }
    do throws(APIError) { try client.update(released) } catch {}
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    guard let job = server.get(Job.self, namespace: namespace, name: name), !job.isFinished
    else {
      world.trace.stopWaiting("job/" + key)
      return .done
    }
    do throws(APIError) {
      return try work(on: job, JobPods(of: job, pods[job.metadata.uid] ?? [:]))
    } catch {
      return .failed
    }
  }

  // MARK: One look

  private func work(on job: Job, _ pods: JobPods) throws(APIError) -> Reconciliation {
    var status = job.status
    if status.startTime == nil, job.spec.suspend != true {
      status.startTime = world.now.wholeSeconds
    }
    status.succeeded += Int32(pods.newlySucceeded.count)
    status.failed += Int32(pods.newlyFailed.count)
    status.uncountedTerminatedPods = UncountedTerminatedPods()
    var next = Reconciliation.done
    let deadline = deadline(of: job, status)
    if let problem = problem(of: job, status, pods, deadline) {
      try end(job, &status, pods, failure: problem)
    } else if isComplete(job, status, pods) {
      try end(job, &status, pods, failure: nil)
    } else if !job.isBeingDeleted {
      next = try manage(job, &status, pods)
      if let deadline { next = JobController.earlier(next, .again(after: deadline - world.now)) }
    }
    status.active = Int32(pods.active.count)
    status.ready = Int32(pods.active.filter { $0.isReady }.count)
    status.terminating = Int32(pods.terminating)
    try write(status, of: job)
    for pod in pods.newlySucceeded + pods.newlyFailed { release(pod) }
    return next
  }

  private static func earlier(_ one: Reconciliation, _ other: Reconciliation) -> Reconciliation {
    guard case .again(let first) = one, case .again(let second) = other else {
      if case .again = one { return one }
      return other
    }
    return .again(after: first < second ? first : second)
  }

  private func deadline(of job: Job, _ status: JobStatus) -> VirtualTime? {
    guard let seconds = job.spec.activeDeadlineSeconds, let start = status.startTime,
      job.spec.suspend != true
    else { return nil }
    return start + .seconds(seconds)
  }

  private struct Problem {
    var reason: String
    var message: String
  }

  private func problem(
    of job: Job, _ status: JobStatus, _ pods: JobPods, _ deadline: VirtualTime?
  ) -> Problem? {
    if let target = status.conditions.first(where: { $0.type == "FailureTarget" }) {
      return Problem(reason: target.reason, message: target.message)
    }
    let limit = job.spec.backoffLimit ?? 6
    let restarts = pods.restarts
    let isPastLimit =
      status.failed > limit
      || (job.spec.template.spec.restartPolicy == "OnFailure"
        && (limit == 0 ? restarts > 0 : restarts >= limit))
    if isPastLimit {
      return Problem(
        reason: "BackoffLimitExceeded", message: "Job has reached the specified backoff limit")
    }
    if let deadline, deadline <= world.now {
      return Problem(
        reason: "DeadlineExceeded", message: "Job was active longer than specified deadline")
    }
    return nil
  }

  private func isComplete(_ job: Job, _ status: JobStatus, _ pods: JobPods) -> Bool {
    guard let wanted = job.spec.completions else {
      return status.succeeded > 0 && pods.active.isEmpty
    }
    return status.succeeded >= wanted
  }

  /// First the target is noted, then the pods go, then the Job is at its end.
  private func end(
    _ job: Job, _ status: inout JobStatus, _ pods: JobPods, failure: Problem?
  ) throws(APIError) {
    let target = failure == nil ? "SuccessCriteriaMet" : "FailureTarget"
    let reason = failure?.reason ?? "CompletionsReached"
    let message = failure?.message ?? "Reached expected number of succeeded pods"
    if !job.has(condition: target) { add(target, reason, message, to: &status) }
    for pod in pods.active {
      try client.delete(pod)
      recorder.normal(job, "SuccessfulDelete", "Deleted pod: \(pod.name)")
    }
    guard pods.active.isEmpty, pods.terminating == 0 else {
      if failure == nil { return }
      pods.active = []
      return
    }
    add(failure == nil ? "Complete" : "Failed", reason, message, to: &status)
    if let failure {
      recorder.warning(job, failure.reason, failure.message)
    } else {
      status.completionTime = world.now.wholeSeconds
      recorder.normal(job, "Completed", "Job completed")
    }
  }

  private func add(
    _ type: String, _ reason: String, _ message: String, status value: String = "True",
    to status: inout JobStatus
  ) {
    status.conditions.removeAll { $0.type == type }
    var condition = JobCondition()
    condition.type = type
    condition.status = value
    condition.lastProbeTime = world.now.wholeSeconds
    condition.lastTransitionTime = world.now.wholeSeconds
    condition.reason = reason
    condition.message = message
    status.conditions.append(condition)
  }

  private func write(_ status: JobStatus, of job: Job) throws(APIError) {
    guard status != job.status else { return }
    let changed = job.copy()
    changed.status = status
    changed.metadata.resourceVersion = ""
    try client.updateStatus(changed)
    let job = changed
    if let lifetime = job.spec.ttlSecondsAfterFinished, job.isFinished {
      expire(job, after: .seconds(Int64(lifetime)))
    }
  }

  /// Deletes a finished Job when its time is over.
  private func expire(_ job: Job, after lifetime: VirtualDuration) {
    let uid = job.metadata.uid
    world.schedule(after: lifetime) { [unowned(unsafe) self] in
      guard let job = server.get(Job.self, namespace: job.namespace, name: job.name),
        job.metadata.uid == uid, !job.isBeingDeleted
      else { return }
      do throws(APIError) {
        try client.delete(job, options: DeleteOptions(propagation: .foreground))
      } catch {}
    }
  }

  // MARK: Pods

  private func manage(
    _ job: Job, _ status: inout JobStatus, _ pods: JobPods
  ) throws(APIError) -> Reconciliation {
    if job.spec.suspend == true {
      for pod in pods.active { try client.delete(pod) }
      if !job.has(condition: "Suspended") {
        add("Suspended", "JobSuspended", "Job suspended", to: &status)
        status.startTime = nil
        recorder.normal(job, "Suspended", "Job suspended")
      }
      pods.active = []
      return .done
    }
    if job.has(condition: "Suspended") {
      add("Suspended", "JobResumed", "Job resumed", status: "False", to: &status)
      status.startTime = world.now.wholeSeconds
      recorder.normal(job, "Resumed", "Job resumed")
    }
    let parallelism = Int(job.spec.parallelism ?? 1)
    var wanted = parallelism
    if let completions = job.spec.completions {
      wanted = min(parallelism, Int(completions) - Int(status.succeeded))
    } else if status.succeeded > 0 {
      wanted = pods.active.count
    }
    let present =
      pods.active.count + (job.spec.podReplacementPolicy == "Failed" ? pods.terminating : 0)
    if present > wanted {
      for pod in pods.active.suffix(pods.active.count - max(0, wanted)) {
        try client.delete(pod)
        recorder.normal(job, "SuccessfulDelete", "Deleted pod: \(pod.name)")
      }
      return .done
    }
    guard present < wanted else { return .done }
    if let due = pods.retryTime(failed: Int(status.failed)), due > world.now {
      wait(
        "job/" + job.key,
        "\(status.failed) of its pods failed; the next one is made after a pause")
      return .again(after: due - world.now)
    }
    world.trace.stopWaiting("job/" + job.key)
    for _ in present..<wanted where world.exceeded == nil {
      pods.active.append(try createPod(of: job))
    }
    return .done
  }

  private func createPod(of job: Job) throws(APIError) -> Pod {
    let pod = Pod()
    pod.metadata.namespace = job.namespace
    pod.metadata.generateName = job.name + "-"
    pod.metadata.labels = job.spec.template.metadata.labels
    pod.metadata.annotations = job.spec.template.metadata.annotations
    pod.metadata.finalizers = [JobController.finalizer]
    pod.metadata.ownerReferences = [job.controllerReference()]
    pod.spec = job.spec.template.spec
    do throws(APIError) {
      let created = try client.create(pod)
      recorder.normal(job, "SuccessfulCreate", "Created pod: \(created.name)")
      return created
    } catch {
      recorder.warning(job, "FailedCreate", "Error creating: \(error.message)")
      throw error
    }
  }
}
