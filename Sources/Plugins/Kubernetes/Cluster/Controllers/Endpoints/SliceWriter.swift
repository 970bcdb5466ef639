import KubernetesAPI
import Simulation
import Values

/// Writes the EndpointSlices of a Service: those that changed, and no others.
struct SliceWriter {
  private let client: Client

  init(_ client: Client) { self.client = client }

  /// - Parameter trigger: when what is written began, if that is known.
  func write(_ view: ServiceView, _ trigger: VirtualTime?) throws(APIError) {
    let service = view.service
    for name in view.takeLeftSlices() { try delete(name, service) }
    var hasSlices = false
    for group in view.groups {
      for slice in group.slices {
        if slice.members.isEmpty, hasSlices || view.groups.contains(where: { !$0.isEmpty }) {
          if let name = slice.name { try delete(name, service) }
          group.dropSlice(slice)
          continue
        }
        hasSlices = true
        guard slice.isChanged else { continue }
        slice.name = try write(slice, group.ports, service, trigger)
        slice.isChanged = false
      }
    }
    if !hasSlices { try writeEmptySlice(service, trigger) }
  }

  private func delete(_ name: String, _ service: Service) throws(APIError) {
    if let old = client.server.get(EndpointSlice.self, namespace: service.namespace, name: name) {
      try client.delete(old)
    }
  }

  private func write(
    _ slice: PortGroup.Slice, _ ports: [EndpointPort], _ service: Service,
    _ trigger: VirtualTime?
  ) throws(APIError) -> String {
    var old: EndpointSlice?
    if let name = slice.name {
      old = client.server.get(EndpointSlice.self, namespace: service.namespace, name: name)
    } else {
      // The empty slice that a Service begins with is filled first.
      old = placeholder(of: service)
    }
    let object = old?.copy() ?? EndpointSlice()
    complete(object, service, trigger)
    object.endpoints = slice.members.map { $0.endpoint(namespace: service.namespace) }
    object.ports = slice.members.isEmpty ? [] : ports.map { SliceWriter.slicePort($0) }
    if old == nil { return try client.create(object).name }
    return try client.update(object).name
  }

  private func writeEmptySlice(_ service: Service, _ trigger: VirtualTime?) throws(APIError) {
    if placeholder(of: service) != nil { return }
    let object = EndpointSlice()
    complete(object, service, trigger)
    try client.create(object)
  }

  private func placeholder(of service: Service) -> EndpointSlice? {
    for object in client.server.dependents(ofOwner: service.metadata.uid) {
      if let slice = object as? EndpointSlice, slice.endpoints.isEmpty, !slice.isBeingDeleted {
        return slice
      }
    }
    return nil
  }

  private func complete(_ slice: EndpointSlice, _ service: Service, _ trigger: VirtualTime?) {
    slice.metadata.annotations[EndpointsController.triggerTime] = trigger?.calendar.rfc3339
    slice.metadata.namespace = service.namespace
    slice.metadata.generateName = service.name + "-"
    slice.metadata.labels = service.metadata.labels
    slice.metadata.labels["endpointslice.kubernetes.io/managed-by"] =
      "endpointslice-controller.k8s.io"
    slice.metadata.labels["kubernetes.io/service-name"] = service.name
    if service.spec.clusterIP == "None" {
      slice.metadata.labels[EndpointsController.headlessLabel] = ""
    }
    slice.metadata.ownerReferences = [service.controllerReference()]
    slice.addressType = "IPv4"
  }

  private static func slicePort(_ port: EndpointPort) -> EndpointSlicePort {
    var result = EndpointSlicePort()
    result.name = port.name
    result.port = port.port
    result.protocol = port.protocol
    result.appProtocol = port.appProtocol
    return result
  }
}
