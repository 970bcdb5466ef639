import KubernetesAPI
import Simulation

extension StatefulSetController {
  /// Does what was decided, in order. The first refusal ends it.
  func perform(
    _ decision: StatefulSetDecision, _ set: StatefulSet, _ view: StatefulSetView,
    _ revisions: Revisions, _ report: inout StatefulSetStatus
  ) throws(APIError) {
    var hasPreparedClaims = false
    for action in decision.actions where world.exceeded == nil {
      switch action {
      case .create(let place):
        try createPod(view.ordinal(at: place), set, view, revisions)
      case .replaceFinished(let place):
        if let pod = view.pod(at: place) { try deletePod(pod, set) }
      case .conform(let place):
        try conform(place, set, view)
      case .scaleDown(let ordinal):
        if !hasPreparedClaims {
          hasPreparedClaims = true
          for condemned in view.condemned.reversed() {
            try matchRetention(of: condemned, set, view, isCondemned: true)
          }
        }
        if let pod = view.pods[ordinal] { try deletePod(pod, set) }
      case .update(let place):
        guard let pod = view.pod(at: place) else { continue }
        try deletePod(pod, set)
        // The status of the same look already counts without it (e1).
        let revision = pod.metadata.labels[StatefulSetNaming.revisionLabel]
        if revision == revisions.current { report.currentReplicas -= 1 }
      }
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
      try matchRetention(of: ordinal, set, view, isCondemned: false)
    }
    recorder.normal(
      set, "SuccessfulCreate",
      "create Pod \(pod.name) in StatefulSet \(set.name) successful")
  }

  /// Makes the claims of an ordinal that do not exist (S18).
  private func createClaims(of ordinal: Int32, _ set: StatefulSet) throws(APIError) {
    for template in set.spec.volumeClaimTemplates {
      let claimName = StatefulSetNaming.claimName(template.metadata.name, set.name, ordinal)
      if let present = server.get(
        PersistentVolumeClaim.self, namespace: set.namespace, name: claimName)
      {
        if present.isBeingDeleted {
          throw APIError(.internalError, "pvc \(claimName) is being deleted")
        }
        continue
      }
      let podName = StatefulSetNaming.podName(set.name, ordinal)
      do throws(APIError) {
        try client.create(set.makeClaim(template, ordinal))
      } catch {
        if error.reason == .alreadyExists { continue }
        recorder.warning(
          set, "FailedCreate",
          "create Claim \(claimName) for Pod \(podName) in StatefulSet \(set.name) failed error:"
            + " \(error.message)")
        throw APIError(.internalError, "failed to create PVC \(claimName): \(error.message)")
      }
      recorder.normal(
        set, "SuccessfulCreate",
        "create Claim \(claimName) Pod \(podName) in StatefulSet \(set.name) success")
    }
  }

  /// Whether a claim belongs to a pod of this name that is gone: it will go as well (S19).
  private func hasStaleClaim(_ ordinal: Int32, _ set: StatefulSet) -> Bool {
    let podName = StatefulSetNaming.podName(set.name, ordinal)
    for name in set.claimNames(of: ordinal) {
      guard
        let claim = server.get(PersistentVolumeClaim.self, namespace: set.namespace, name: name)
      else { continue }
      let pod = server.get(Pod.self, namespace: set.namespace, name: podName)
      let isStale = claim.metadata.ownerReferences.contains {
        $0.kind == "Pod" && $0.name == podName && $0.uid != pod?.metadata.uid
      }
      if isStale { return true }
    }
    return false
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

  /// Brings the claims, labels and volumes of an existing pod to what the set wants.
  private func conform(
    _ place: Int, _ set: StatefulSet, _ view: StatefulSetView
  ) throws(APIError) {
    let ordinal = view.ordinal(at: place)
    guard let pod = view.pod(at: place), !pod.isBeingDeleted else {
      view.markChecked(place, now: world.now)
      return
    }
    if pod.status.phase == "Pending" { try createClaims(of: ordinal, set) }
    if !set.hasIdentity(pod, ordinal) || !set.hasStorage(pod, ordinal) {
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
      recorder.normal(
        set, "SuccessfulUpdate", "update Pod \(pod.name) in StatefulSet \(set.name) successful")
    }
    try matchRetention(of: ordinal, set, view, isCondemned: false)
    view.markChecked(place, now: world.now)
  }

  /// Sets whose end the claims of an ordinal share: nobody's, the pod's or the set's (S19).
  private func matchRetention(
    of ordinal: Int32, _ set: StatefulSet, _ view: StatefulSetView, isCondemned: Bool
  ) throws(APIError) {
    for name in set.claimNames(of: ordinal) {
      guard
        let claim = server.get(PersistentVolumeClaim.self, namespace: set.namespace, name: name)
      else { continue }
      let podName = StatefulSetNaming.podName(set.name, ordinal)
      var owners = claim.metadata.ownerReferences.filter { owner in
        !(owner.kind == "StatefulSet" && owner.uid == set.metadata.uid)
          && !(owner.kind == "Pod" && owner.name == podName)
      }
      if set.deletesClaimsWhenScaled, isCondemned {
        guard let pod = server.get(Pod.self, namespace: set.namespace, name: podName) else {
          continue
        }
        owners.append(pod.controllerReference())
      } else if set.deletesClaimsWhenDeleted {
        owners.append(set.controllerReference())
      }
      if owners == claim.metadata.ownerReferences { continue }
      let changed = claim.copy()
      changed.metadata.resourceVersion = ""
      changed.metadata.ownerReferences = owners
      try client.update(changed)
    }
  }
}
