import KubernetesAPI
import OrderedCollections
import Simulation

/// Keeps the addresses behind each Service, in Endpoints and in EndpointSlices (E1, E7).
final class EndpointsController: Controller {
  private var views: [String: OrderedDictionary<String, ServiceView>] = [:]
  private let slices: SliceWriter

  static let triggerTime = "endpoints.kubernetes.io/last-change-trigger-time"
  static let overCapacity = "endpoints.kubernetes.io/over-capacity"
  static let headlessLabel = "service.kubernetes.io/headless"

  init(_ cluster: Cluster) {
    slices = SliceWriter(Client(cluster, actor: "endpointslice-controller"))
    super.init(cluster, named: "endpoint-controller")
  }

  override func start() {
    watch(.services) { [unowned(unsafe) self] event in
      if let service = event.object as? Service { serviceChanged(service, event.change) }
    }
    watch(.pods) { [unowned(unsafe) self] event in
      guard let pod = event.object as? Pod, let named = views[pod.namespace] else { return }
      for view in named.values
      where view.put(event.change == .deleted ? nil : pod, named: pod.name) {
        queue.add(view.service.key)
      }
    }
  }

  private func serviceChanged(_ service: Service, _ change: ObjectEvent.Change) {
    if change == .deleted {
      views[service.namespace]?.removeValue(forKey: service.name)
      queue.add(service.key)
      return
    }
    guard !service.spec.selector.isEmpty, service.spec.type != "ExternalName" else {
      views[service.namespace]?.removeValue(forKey: service.name)
      return
    }
    if let view = views[service.namespace]?[service.name] {
      guard view.take(service) else { return }
      fill(view)
    } else {
      let view = ServiceView(service)
      views[service.namespace, default: [:]][service.name] = view
      fill(view)
    }
    queue.add(service.key)
  }

  private func fill(_ view: ServiceView) {
    for pod in server.list(
      Pod.self, namespace: view.service.namespace,
      labels: Selector(labels: view.service.spec.selector))
    {
      _ = view.put(pod, named: pod.name)
    }
  }

  override func reconcile(_ key: String) -> Reconciliation {
    let (namespace, name) = Controller.parts(of: key)
    do throws(APIError) {
      guard let view = views[namespace]?[name] else {
        if server.get(Service.self, namespace: namespace, name: name) == nil,
          let left = server.get(Endpoints.self, namespace: namespace, name: name)
        {
          try client.delete(left)
        }
        return .done
      }
      let trigger = view.takeTriggerTime()
      if view.isChanged {
        try write(view, trigger)
        view.markWritten()
      }
      try slices.write(view, trigger)
      return .done
    } catch {
      return .failed
    }
  }

  private func write(_ view: ServiceView, _ trigger: VirtualTime?) throws(APIError) {
    let service = view.service
    let old = server.get(Endpoints.self, namespace: service.namespace, name: service.name)
    let endpoints = old?.copy() ?? Endpoints()
    endpoints.metadata.name = service.name
    endpoints.metadata.namespace = service.namespace
    endpoints.metadata.labels = service.metadata.labels
    endpoints.metadata.labels[EndpointsController.headlessLabel] =
      service.spec.clusterIP == "None" ? "" : nil
    let (subsets, isCutOff) = view.subsets()
    endpoints.metadata.annotations[EndpointsController.overCapacity] =
      isCutOff ? "truncated" : nil
    if subsets.isEmpty, let old, old.subsets.isEmpty, old.metadata == endpoints.metadata { return }
    endpoints.subsets = subsets
    endpoints.metadata.annotations[EndpointsController.triggerTime] = trigger?.calendar.rfc3339
    if old == nil {
      try client.create(endpoints)
    } else {
      try client.update(endpoints)
    }
  }
}
