import KubernetesAPI

/// The claims of a set's pods: made before the pod (S18), and whose end they share (S19).
extension StatefulSetController {
  /// Makes the claims of an ordinal that do not exist (S18).
  func createClaims(of ordinal: Int32, _ set: StatefulSet) throws(APIError) {
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

  /// Whether a claim still belongs to a pod of this name that is gone: it will go as well (S19).
  func hasStaleClaim(_ ordinal: Int32, _ set: StatefulSet) -> Bool {
    guard set.deletesClaimsWhenScaled else { return false }
    let podName = StatefulSetNaming.podName(set.name, ordinal)
    let pod = server.get(Pod.self, namespace: set.namespace, name: podName)
    return set.claimNames(of: ordinal).contains { name in
      server.get(PersistentVolumeClaim.self, namespace: set.namespace, name: name)
        .map { isStale($0, "Pod", podName, pod?.metadata.uid) } ?? false
    }
  }

  /// Whether a claim names an owner that is gone: another one has its name, or none.
  private func isStale(
    _ claim: PersistentVolumeClaim, _ kind: String, _ name: String, _ uid: String?
  ) -> Bool {
    claim.metadata.ownerReferences.contains {
      $0.kind == kind && $0.name == name && $0.uid != uid
    }
  }

  /// Gives the claims of an ordinal the owner whose end they share: nobody, the condemned pod or
  /// the set (S19).
  ///
  /// A claim of another controller is left to that one, with a warning; one that names an owner
  /// that is gone is left to the garbage collector.
  @discardableResult
  func matchRetention(
    of ordinal: Int32, _ set: StatefulSet, isCondemned: Bool
  ) throws(APIError) -> Retention {
    let podName = StatefulSetNaming.podName(set.name, ordinal)
    var pod: Pod?
    var result = Retention.asWanted
    for name in set.claimNames(of: ordinal) {
      guard
        let claim = server.get(PersistentVolumeClaim.self, namespace: set.namespace, name: name)
      else { continue }
      let isKept = !set.deletesClaimsWhenScaled && !set.deletesClaimsWhenDeleted
      if isKept, claim.metadata.ownerReferences.isEmpty { continue }
      if pod == nil { pod = server.get(Pod.self, namespace: set.namespace, name: podName) }
      var owners = claim.metadata.ownerReferences.filter { owner in
        !(owner.kind == "StatefulSet" && owner.name == set.name)
          && !(owner.kind == "Pod" && owner.name == podName)
      }
      let isLost =
        isStale(claim, "StatefulSet", set.name, set.metadata.uid)
        || isStale(claim, "Pod", podName, pod?.metadata.uid)
      if !isKept, isLost || owners.contains(where: { $0.controller == true }) {
        warnOfConflict(claim, set)
        result = .conflicting
      } else if set.deletesClaimsWhenScaled, isCondemned {
        guard let pod else { continue }
        owners.append(pod.controllerReference())
      } else if set.deletesClaimsWhenDeleted {
        owners.append(set.controllerReference())
      }
      if isLost { result = .conflicting }
      if isLost || owners == claim.metadata.ownerReferences { continue }
      let changed = claim.copy()
      changed.metadata.resourceVersion = ""
      changed.metadata.ownerReferences = owners
      try client.update(changed)
      if result == .asWanted { result = .changed }
    }
    return result
  }

  /// How the owners of an ordinal's claims were found.
  enum Retention {
    case asWanted
    case changed
    /// Some claim has another owner, or a lost one, and has to be looked at again.
    case conflicting
  }

  private func warnOfConflict(_ claim: PersistentVolumeClaim, _ set: StatefulSet) {
    recorder.warning(
      set, "ConflictingController",
      "PersistentVolumeClaim \(claim.name) has a conflicting OwnerReference that acts as a manging"
        + " controller, the retention policy is ignored for this claim")
  }
}
