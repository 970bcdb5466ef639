import KubernetesAPI

extension StatefulSet {
  /// The pod of an ordinal, made from a template (S1, S2).
  func makePod(_ ordinal: Int32, template: PodTemplateSpec, revision: String) -> Pod {
    let pod = Pod()
    let podName = StatefulSetNaming.podName(name, ordinal)
    pod.metadata.name = podName
    pod.metadata.generateName = name + "-"
    pod.metadata.namespace = namespace
    pod.metadata.labels = template.metadata.labels
    pod.metadata.annotations = template.metadata.annotations
    pod.metadata.finalizers = template.metadata.finalizers
    pod.metadata.ownerReferences = [controllerReference()]
    pod.spec = template.spec
    pod.spec.hostname = podName
    pod.spec.subdomain = spec.serviceName
    markIdentity(pod, ordinal)
    pod.metadata.labels[StatefulSetNaming.revisionLabel] = revision
    pod.spec.volumes = volumes(of: ordinal, otherwise: template.spec.volumes)
    return pod
  }

  /// Sets the labels that say which pod of the set this is.
  func markIdentity(_ pod: Pod, _ ordinal: Int32) {
    pod.metadata.labels[StatefulSetNaming.podNameLabel] = pod.metadata.name
    pod.metadata.labels[StatefulSetNaming.podIndexLabel] = String(ordinal)
  }

  func hasIdentity(_ pod: Pod, _ ordinal: Int32) -> Bool {
    pod.metadata.labels[StatefulSetNaming.podNameLabel] == pod.metadata.name
      && pod.metadata.labels[StatefulSetNaming.podIndexLabel] == String(ordinal)
  }

  /// The volumes of a pod: those of its claims first, then the template's others.
  func volumes(of ordinal: Int32, otherwise volumes: [Volume]) -> [Volume] {
    if spec.volumeClaimTemplates.isEmpty { return volumes }
    var result: [Volume] = []
    for template in spec.volumeClaimTemplates {
      var volume = Volume()
      volume.name = template.metadata.name
      var source = PersistentVolumeClaimVolumeSource()
      source.claimName = StatefulSetNaming.claimName(template.metadata.name, name, ordinal)
      volume.persistentVolumeClaim = source
      result.append(volume)
    }
    for volume in volumes
    where !spec.volumeClaimTemplates.contains(where: { $0.metadata.name == volume.name }) {
      result.append(volume)
    }
    return result
  }

  /// Whether the pod mounts the claims of its ordinal.
  func hasStorage(_ pod: Pod, _ ordinal: Int32) -> Bool {
    for template in spec.volumeClaimTemplates {
      let wanted = StatefulSetNaming.claimName(template.metadata.name, name, ordinal)
      let volume = pod.spec.volumes.first { $0.name == template.metadata.name }
      if volume?.persistentVolumeClaim?.claimName != wanted { return false }
    }
    return true
  }

  /// The names of the claims of an ordinal.
  func claimNames(of ordinal: Int32) -> [String] {
    spec.volumeClaimTemplates.map {
      StatefulSetNaming.claimName($0.metadata.name, name, ordinal)
    }
  }

  /// A claim of an ordinal as it is to be made (S18).
  func makeClaim(_ template: PersistentVolumeClaimTemplate, _ ordinal: Int32)
    -> PersistentVolumeClaim
  {
    let claim = PersistentVolumeClaim()
    claim.metadata.name = StatefulSetNaming.claimName(template.metadata.name, name, ordinal)
    claim.metadata.namespace = namespace
    claim.metadata.labels = template.metadata.labels
    claim.metadata.labels.merge(spec.selector?.matchLabels ?? StringMap())
    claim.metadata.annotations = template.metadata.annotations
    claim.spec = template.spec
    return claim
  }
}
