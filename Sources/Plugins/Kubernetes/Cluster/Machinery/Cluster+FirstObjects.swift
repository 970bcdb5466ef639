import KubernetesAPI
import Simulation

extension Cluster {
  /// Makes the namespaces, the Service of the API server and the storage classes.
  func makeFirstObjects() {
    for name in ["default", "kube-node-lease", "kube-public", "kube-system"] {
      let namespace = Namespace()
      namespace.metadata.name = name
      namespace.metadata.labels = ["kubernetes.io/metadata.name": name]
      make(namespace)
    }
    let service = Service()
    service.metadata.name = "kubernetes"
    service.metadata.namespace = "default"
    service.metadata.labels = ["component": "apiserver", "provider": "kubernetes"]
    service.spec.type = "ClusterIP"
    service.spec.clusterIP = "10.96.0.1"
    var port = ServicePort()
    port.name = "https"
    port.protocol = "TCP"
    port.port = 443
    port.targetPort = .integer(6443)
    service.spec.ports = [port]
    make(service)
    let endpoints = Endpoints()
    endpoints.metadata.name = "kubernetes"
    endpoints.metadata.namespace = "default"
    var address = EndpointAddress()
    address.ip = controlPlane.address
    var endpointPort = EndpointPort()
    endpointPort.name = "https"
    endpointPort.port = 6443
    endpointPort.protocol = "TCP"
    var subset = EndpointSubset()
    subset.addresses = [address]
    subset.ports = [endpointPort]
    endpoints.subsets = [subset]
    make(endpoints)
    makeServerSlice(port: endpointPort)
    for (index, preset) in configuration.storageClasses.enumerated() {
      let storageClass = StorageClass()
      storageClass.metadata.name = preset.name
      if index == 0 {
        storageClass.metadata.annotations = ["storageclass.kubernetes.io/is-default-class": "true"]
      }
      storageClass.provisioner = preset.provisioner
      storageClass.reclaimPolicy = preset.reclaimPolicy
      storageClass.volumeBindingMode = preset.bindingMode
      make(storageClass)
    }
  }

  private func makeServerSlice(port: EndpointPort) {
    let slice = EndpointSlice()
    slice.metadata.name = "kubernetes"
    slice.metadata.namespace = "default"
    slice.metadata.labels = ["kubernetes.io/service-name": "kubernetes"]
    slice.addressType = "IPv4"
    var endpoint = Endpoint()
    endpoint.addresses = [controlPlane.address]
    endpoint.conditions.ready = true
    slice.endpoints = [endpoint]
    var slicePort = EndpointSlicePort()
    slicePort.name = port.name
    slicePort.port = port.port
    slicePort.protocol = port.protocol
    slice.ports = [slicePort]
    make(slice)
  }

  private func make(_ object: KubernetesObject) {
    do throws(APIError) {
      try server.create(any: object)
    } catch {
      preconditionFailure("\(object.key): \(error.message)")
    }
  }
}
