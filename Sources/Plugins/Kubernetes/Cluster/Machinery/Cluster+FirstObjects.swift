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
    makeService(
      "kubernetes", in: "default", at: "10.96.0.1",
      labels: ["component": "apiserver", "provider": "kubernetes"],
      ports: [SystemPort(name: "https", transport: "TCP", port: 443, target: 6443)])
    makeService(
      "kube-dns", in: "kube-system", at: "10.96.0.10",
      labels: [
        "k8s-app": "kube-dns", "kubernetes.io/cluster-service": "true",
        "kubernetes.io/name": "CoreDNS",
      ],
      ports: [
        SystemPort(name: "dns", transport: "UDP", port: 53, target: 53),
        SystemPort(name: "dns-tcp", transport: "TCP", port: 53, target: 53),
        SystemPort(name: "metrics", transport: "TCP", port: 9153, target: 9153),
      ])
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

  /// A port of a Service of the cluster itself.
  private struct SystemPort {
    var name: String
    var transport: String
    var port: Int32
    var target: Int32
  }

  /// A Service without a selector: what it leads to runs on the control plane and is no pod.
  private func makeService(
    _ name: String, in namespace: String, at address: String, labels: StringMap,
    ports: [SystemPort]
  ) {
    let service = Service()
    service.metadata.name = name
    service.metadata.namespace = namespace
    service.metadata.labels = labels
    service.spec.type = "ClusterIP"
    service.spec.clusterIP = address
    let endpoints = Endpoints()
    endpoints.metadata.name = name
    endpoints.metadata.namespace = namespace
    var subset = EndpointSubset()
    var endpointAddress = EndpointAddress()
    endpointAddress.ip = controlPlane.address
    subset.addresses = [endpointAddress]
    let slice = EndpointSlice()
    slice.metadata.name = name
    slice.metadata.namespace = namespace
    slice.metadata.labels = ["kubernetes.io/service-name": name]
    slice.addressType = "IPv4"
    var endpoint = Endpoint()
    endpoint.addresses = [controlPlane.address]
    endpoint.conditions.ready = true
    slice.endpoints = [endpoint]
    for port in ports {
      var servicePort = ServicePort()
      servicePort.name = port.name
      servicePort.protocol = port.transport
      servicePort.port = port.port
      servicePort.targetPort = .integer(port.target)
      service.spec.ports.append(servicePort)
      var endpointPort = EndpointPort()
      endpointPort.name = port.name
      endpointPort.port = port.target
      endpointPort.protocol = port.transport
      subset.ports.append(endpointPort)
      var slicePort = EndpointSlicePort()
      slicePort.name = port.name
      slicePort.port = port.target
      slicePort.protocol = port.transport
      slice.ports.append(slicePort)
    }
    endpoints.subsets = [subset]
    make(service)
    make(endpoints)
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
