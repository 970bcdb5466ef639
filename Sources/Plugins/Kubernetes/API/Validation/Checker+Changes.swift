import Values

extension Checker {
  /// What may not change, and what is wrong with the rest.
  mutating func change(_ object: KubernetesObject, old: KubernetesObject) {
    if let pod = object as? Pod, let before = old as? Pod {
      podChange(pod, before)
    } else if let set = object as? StatefulSet, let before = old as? StatefulSet {
      statefulSetChange(set, before)
    } else if let claim = object as? PersistentVolumeClaim,
      let before = old as? PersistentVolumeClaim
    {
      claimChange(claim, before)
    } else if let set = object as? ReplicaSet, let before = old as? ReplicaSet {
      contents(set)
      selectorChange(set.spec.selector, before.spec.selector)
    } else if let deployment = object as? Deployment, let before = old as? Deployment {
      contents(deployment)
      selectorChange(deployment.spec.selector, before.spec.selector)
    } else if let job = object as? Job, let before = old as? Job {
      jobChange(job, before)
    } else if let service = object as? Service, let before = old as? Service {
      contents(service)
      if before.spec.type != "ExternalName", service.spec.type != "ExternalName",
        service.spec.clusterIP != before.spec.clusterIP
      {
        let shown = service.spec.clusterIPs.map { APIError.Cause.quoted($0) }
        add(
          .invalid(
            "spec.clusterIPs[0]", "[]string{\(shown.joined(separator: ", "))}",
            "may not change once set"))
      }
    } else if let volume = object as? PersistentVolume, let before = old as? PersistentVolume {
      contents(volume)
      volumeChange(volume, before)
    } else if let map = object as? ConfigMap, let before = old as? ConfigMap {
      contents(map)
      if before.immutable == true, map.data != before.data || map.immutable != true {
        add(.forbidden("data", "field is immutable when `immutable` is set"))
      }
    } else if let secret = object as? Secret, let before = old as? Secret {
      contents(secret)
      if secret.type != before.type {
        add(.invalid("type", text: secret.type, "field is immutable"))
      }
      if before.immutable == true, secret.data != before.data || secret.immutable != true {
        add(.forbidden("data", "field is immutable when `immutable` is set"))
      }
    } else if let revision = object as? ControllerRevision,
      let before = old as? ControllerRevision
    {
      if revision.data?.sorted != before.data?.sorted {
        add(.invalid("data", "\"\"", "field is immutable"))
      }
    } else if let storageClass = object as? StorageClass, let before = old as? StorageClass {
      contents(storageClass)
      if storageClass.provisioner != before.provisioner {
        add(
          .forbidden("provisioner", "updates to provisioner are forbidden."))
      }
      if storageClass.parameters != before.parameters {
        add(.forbidden("parameters", "updates to parameters are forbidden."))
      }
      if storageClass.reclaimPolicy != before.reclaimPolicy {
        add(.forbidden("reclaimPolicy", "updates to reclaimPolicy are forbidden."))
      }
      if storageClass.volumeBindingMode != before.volumeBindingMode {
        add(
          .invalid(
            "volumeBindingMode", text: storageClass.volumeBindingMode ?? "", "field is immutable"))
      }
    } else {
      contents(object)
    }
  }

  /// Where a volume's bytes are never changes.
  mutating func volumeChange(_ volume: PersistentVolume, _ before: PersistentVolume) {
    let (old, new) = (before.spec, volume.spec)
    if old.hostPath != new.hostPath || old.local != new.local || old.csi != new.csi
      || old.kept != new.kept
    {
      let difference = GoDifference.text(.volumeSource(old), .volumeSource(new))
      add(
        .forbidden(
          "spec.persistentvolumesource",
          "spec.persistentvolumesource is immutable after creation\n" + difference))
    }
    if new.volumeMode != old.volumeMode {
      add(.invalid("spec.volumeMode", text: new.volumeMode ?? "", "field is immutable"))
    }
  }

  mutating func selectorChange(_ selector: LabelSelector?, _ before: LabelSelector?) {
    if let selector, selector != before {
      add(.invalid("spec.selector", GoText.show(selector), "field is immutable"))
    }
  }

  /// Only images, a deadline, added tolerations and a mended grace period may change.
  mutating func podChange(_ pod: Pod, _ before: Pod) {
    for (index, container) in pod.spec.containers.enumerated() where container.image.isEmpty {
      add(.required("spec.containers[\(index)].image"))
    }
    if pod.spec.containers.count != before.spec.containers.count {
      add(.forbidden("spec.containers", "pod updates may not add or remove containers"))
      return
    }
    if let deadline = before.spec.activeDeadlineSeconds {
      let wanted = pod.spec.activeDeadlineSeconds
      if wanted ?? Int64.max > deadline {
        add(
          .invalid(
            "spec.activeDeadlineSeconds", wanted.map { String($0) } ?? "\"null\"",
            wanted == nil
              ? "must not update from a positive integer to nil value"
              : "must be less than or equal to previous value"))
        return
      }
    }
    if !before.spec.tolerations.allSatisfy({ pod.spec.tolerations.contains($0) }) {
      add(
        .forbidden(
          "spec.tolerations", "existing toleration can not be modified except its tolerationSeconds"
        ))
    }
    schedulingGatesChange(pod.spec, before.spec)
    var mended = pod.spec
    mended.schedulingGates = before.spec.schedulingGates
    mended.activeDeadlineSeconds = before.spec.activeDeadlineSeconds
    mended.tolerations = before.spec.tolerations
    for (index, container) in before.spec.containers.enumerated() {
      mended.containers[index].image = container.image
    }
    if mended.initContainers.count == before.spec.initContainers.count {
      for (index, container) in before.spec.initContainers.enumerated() {
        mended.initContainers[index].image = container.image
      }
    }
    if before.spec.terminationGracePeriodSeconds ?? 0 < 0,
      pod.spec.terminationGracePeriodSeconds == 1
    {
      mended.terminationGracePeriodSeconds = before.spec.terminationGracePeriodSeconds
    }
    if !before.spec.schedulingGates.isEmpty { mended.nodeSelector = before.spec.nodeSelector }
    if mended != before.spec {
      add(
        .forbidden(
          "spec",
          "pod updates may not change fields other than"
            + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
            + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
            + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it"
            + " was previously negative)\n"
            + GoDifference.text(.podSpec(before.spec), .podSpec(mended))))
    }
  }

  /// S28, K30: what identifies the pods and their claims stays as it was.
  mutating func statefulSetChange(_ set: StatefulSet, _ before: StatefulSet) {
    var mended = set.spec
    mended.replicas = before.spec.replicas
    mended.template = before.spec.template
    mended.updateStrategy = before.spec.updateStrategy
    mended.minReadySeconds = before.spec.minReadySeconds
    mended.ordinals = before.spec.ordinals
    mended.persistentVolumeClaimRetentionPolicy =
      before.spec.persistentVolumeClaimRetentionPolicy
    if mended != before.spec {
      add(
        .forbidden(
          "spec",
          "updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template',"
            + " 'updateStrategy', 'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are"
            + " forbidden"))
      return
    }
    contents(set)
  }

  mutating func claimChange(_ claim: PersistentVolumeClaim, _ before: PersistentVolumeClaim) {
    var mended = claim.spec
    mended.resources.requests = before.spec.resources.requests
    mended.kept.values["volumeAttributesClassName"] =
      before.spec.kept.values["volumeAttributesClassName"]
    // The control plane binds; afterwards the volume stays.
    if before.spec.volumeName.isEmpty { mended.volumeName = "" }
    if before.spec.storageClassName == nil { mended.storageClassName = nil }
    if mended != before.spec {
      add(
        .forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and"
            + " volumeAttributesClassName for bound claims\n"
            + GoDifference.text(.claimSpec(before.spec), .claimSpec(mended))))
      return
    }
    guard let wanted = claim.spec.resources.requests["storage"],
      let present = before.spec.resources.requests["storage"]
    else {
      contents(claim)
      return
    }
    if wanted != present, before.status.phase != "Bound" {
      add(
        .forbidden(
          "spec",
          "spec is immutable after creation except resources.requests and"
            + " volumeAttributesClassName for bound claims"))
    } else if wanted != present, wanted.isLess(than: before.status.capacity["storage"] ?? present) {
      add(
        .forbidden(
          "spec.resources.requests.storage", "field can not be less than status.capacity"))
    }
  }
}
