import KubernetesAPI
import Values

/// Objects for tests, as a learner would write them.
enum Samples {
  static func template(_ app: String, image: String = "nginx:1.25") -> PodTemplateSpec {
    var template = PodTemplateSpec()
    template.metadata.labels = ["app": app]
    var container = Container()
    container.name = "nginx"
    container.image = image
    template.spec.containers = [container]
    return template
  }

  static func selector(_ app: String) -> LabelSelector {
    var selector = LabelSelector()
    selector.matchLabels = ["app": app]
    return selector
  }

  static func statefulSet(
    _ name: String = "web", replicas: Int32 = 3, claims: Bool = true, isParallel: Bool = false,
    storageClass: String? = nil
  ) -> StatefulSet {
    let set = StatefulSet()
    set.metadata.name = name
    set.spec.serviceName = name
    set.spec.replicas = replicas
    set.spec.selector = selector(name)
    set.spec.template = template(name)
    if isParallel { set.spec.podManagementPolicy = "Parallel" }
    if claims {
      var claim = PersistentVolumeClaimTemplate()
      claim.metadata.name = "data"
      claim.spec = claimSpec(storageClass)
      set.spec.volumeClaimTemplates = [claim]
    }
    return set
  }

  static func claimSpec(
    _ storageClass: String? = nil, mode: String = "ReadWriteOnce", size: String = "1Gi"
  ) -> PersistentVolumeClaimSpec {
    var spec = PersistentVolumeClaimSpec()
    spec.accessModes = [mode]
    spec.storageClassName = storageClass
    spec.resources.requests["storage"] = Quantity(size)
    return spec
  }

  static func claim(
    _ name: String, storageClass: String? = nil, mode: String = "ReadWriteOnce"
  ) -> PersistentVolumeClaim {
    let claim = PersistentVolumeClaim()
    claim.metadata.name = name
    claim.spec = claimSpec(storageClass, mode: mode)
    return claim
  }

  static func pod(
    _ name: String, claim: String? = nil, labels: StringMap = [:]
  ) -> Pod {
    let pod = Pod()
    pod.metadata.name = name
    pod.metadata.labels = labels
    pod.spec = template(name).spec
    if let claim {
      var volume = Volume()
      volume.name = "data"
      var source = PersistentVolumeClaimVolumeSource()
      source.claimName = claim
      volume.persistentVolumeClaim = source
      pod.spec.volumes = [volume]
    }
    return pod
  }

  static func deployment(_ name: String = "shop", replicas: Int32 = 3) -> Deployment {
    let deployment = Deployment()
    deployment.metadata.name = name
    deployment.spec.replicas = replicas
    deployment.spec.selector = selector(name)
    deployment.spec.template = template(name)
    return deployment
  }

  static func replicaSet(_ name: String = "shop", replicas: Int32 = 3) -> ReplicaSet {
    let set = ReplicaSet()
    set.metadata.name = name
    set.spec.replicas = replicas
    set.spec.selector = selector(name)
    set.spec.template = template(name)
    return set
  }

  static func service(_ name: String = "web", isHeadless: Bool = true) -> Service {
    let service = Service()
    service.metadata.name = name
    service.metadata.labels = ["app": name]
    if isHeadless { service.spec.clusterIP = "None" }
    service.spec.selector = ["app": name]
    var port = ServicePort()
    port.name = "http"
    port.port = 80
    service.spec.ports = [port]
    return service
  }
}
