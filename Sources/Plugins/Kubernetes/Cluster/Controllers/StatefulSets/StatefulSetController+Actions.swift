import KubernetesAPI
import Simulation

extension StatefulSetController {
  /// Does what was decided, in order. The first refusal ends it; with Parallel the rest of its
  /// batch is still done, for those are asked for at the same time (S5).
  func perform(
    _ decision: StatefulSetDecision, _ set: StatefulSet, _ view: StatefulSetView,
    _ revisions: Revisions, _ report: inout StatefulSetStatus
  ) throws(APIError) {
    var failure: APIError?
    var end = Int.max
    var hasMatchedClaims = false
    for action in decision.actions where world.exceeded == nil {
      if let failure, action.place.map({ $0 > end }) ?? true { throw failure }
      do throws(APIError) {
        try perform(action, set, view, revisions, &report, &hasMatchedClaims)
      } catch {
        guard failure == nil else { continue }
        guard set.isParallel, let place = action.place else { throw error }
        failure = error
        end = StatefulSetController.endOfBatch(place)
      }
    }
    if let failure { throw failure }
  }

  /// The last place of the batch that a place is in: batches have 1, 2, 4, … 500 pods (S5).
  static func endOfBatch(_ place: Int) -> Int {
    var size = 1
    var end = 0
    while end < place {
      size = min(size * 2, 500)
      end += size
    }
    return end
  }

  private func perform(
    _ action: StatefulSetDecision.Action, _ set: StatefulSet, _ view: StatefulSetView,
    _ revisions: Revisions, _ report: inout StatefulSetStatus, _ hasMatchedClaims: inout Bool
  ) throws(APIError) {
    switch action {
    case .create(let place):
      try createPod(view.ordinal(at: place), set, view, revisions)
    case .replaceFinished(let place):
      if let pod = view.pod(at: place) { try deletePod(pod, set) }
    case .conform(let place):
      try conform(place, set, view)
    case .scaleDown(let ordinal):
      if !hasMatchedClaims {
        hasMatchedClaims = true
        for condemned in view.unretained.sorted(by: >) {
          let result = try matchRetention(of: condemned, set, isCondemned: true)
          if result != .conflicting { view.markRetained(condemned) }
        }
      }
      if let pod = view.pods[ordinal] { try deletePod(pod, set) }
    case .update(let place):
      guard let pod = view.pod(at: place) else { return }
      try deletePod(pod, set)
      // The status of the same look already counts without it (e1).
      let revision = pod.metadata.labels[StatefulSetNaming.revisionLabel]
      if revision == revisions.current { report.currentReplicas -= 1 }
    }
  }

  // MARK: Creating

  private func createPod(
    _ ordinal: Int32, _ set: StatefulSet, _ view: StatefulSetView, _ revisions: Revisions
  ) throws(APIError) {
    guard !hasStaleClaim(ordinal, set) else { return }
    let revision = set.keepsCurrentRevision(at: ordinal) ? revisions.current : revisions.update
    let pod = set.makePod(
      ordinal, template: template(of: revision, set, view, update: revisions.update),
      revision: revision)
    do throws(APIError) {
      try createClaims(of: ordinal, set)
      try client.create(pod)
    } catch {
      if error.reason != .alreadyExists {
        recorder.warning(
          set, "FailedCreate",
          "create Pod \(pod.name) in StatefulSet \(set.name) failed error: \(error.message)")
      }
      throw error
    }
    if set.deletesClaimsWhenScaled || set.deletesClaimsWhenDeleted {
      try matchRetention(of: ordinal, set, isCondemned: false)
    }
    recorder.normal(
      set, "SuccessfulCreate",
      "create Pod \(pod.name) in StatefulSet \(set.name) successful")
  }

  // MARK: Deleting

  private func deletePod(_ pod: Pod, _ set: StatefulSet) throws(APIError) {
    guard !pod.isBeingDeleted else { return }
    do throws(APIError) {
      try client.delete(pod)
    } catch {
      recorder.warning(
        set, "FailedDelete",
        "delete Pod \(pod.name) in StatefulSet \(set.name) failed error: \(error.message)")
      throw error
    }
    recorder.normal(
      set, "SuccessfulDelete", "delete Pod \(pod.name) in StatefulSet \(set.name) successful")
  }

  // MARK: Mending

  /// Brings the claims, labels and volumes of an existing pod to what the set wants. Of a pod that
  /// is Pending only the claims, when the set works in order: the rest follows once it runs.
  private func conform(
    _ place: Int, _ set: StatefulSet, _ view: StatefulSetView
  ) throws(APIError) {
    let ordinal = view.ordinal(at: place)
    guard let pod = view.pod(at: place), !pod.isBeingDeleted else {
      view.markChecked(place, now: world.now)
      return
    }
    if pod.status.phase == "Pending" {
      try createClaims(of: ordinal, set)
      try matchRetention(of: ordinal, set, isCondemned: false)
      if !set.isParallel { return }
    }
    let isRetained = try matchRetention(of: ordinal, set, isCondemned: false) != .changed
    if !set.hasIdentity(pod, ordinal) || !set.hasStorage(pod, ordinal) {
      try mend(pod, ordinal, set)
    } else if !isRetained {
      noteUpdate(of: pod, set)
    }
    view.markChecked(place, now: world.now)
  }

  private func mend(_ pod: Pod, _ ordinal: Int32, _ set: StatefulSet) throws(APIError) {
    let mended = pod.copy()
    mended.metadata.resourceVersion = ""
    set.markIdentity(mended, ordinal)
    mended.spec.volumes = set.volumes(of: ordinal, otherwise: mended.spec.volumes)
    do throws(APIError) {
      try createClaims(of: ordinal, set)
      try client.update(mended)
    } catch {
      recorder.warning(
        set, "FailedUpdate",
        "update Pod \(pod.name) in StatefulSet \(set.name) failed error: \(error.message)")
      throw error
    }
    noteUpdate(of: pod, set)
  }

  private func noteUpdate(of pod: Pod, _ set: StatefulSet) {
    recorder.normal(
      set, "SuccessfulUpdate", "update Pod \(pod.name) in StatefulSet \(set.name) successful")
  }
}
