import Values

extension APIServer {
  /// Answers a request of any verb but watch, as a real server answers over HTTP.
  public func handle(_ request: APIRequest) -> APIResponse {
    let previous = fieldManager
    fieldManager = request.fieldManager.isEmpty ? "kubectl" : request.fieldManager
    defer { fieldManager = previous }
    do throws(APIError) {
      return try answer(request)
    } catch {
      return APIResponse(error)
    }
  }

  /// The kind that a request is about.
  public func resourceType(group: String, version: String, resource: String) -> ResourceType? {
    resourceTypes.first {
      $0.plural == resource && $0.group == group && $0.version == version
    }
  }

  /// Opens the stream of a watch request. Messages come by way of `deliver`, like all changes;
  /// stop the watch to close the stream.
  public func openWatch(
    _ request: APIRequest, receiver: @escaping (WatchMessage) -> Void
  ) throws(APIError) -> Watch {
    let type = try knownType(request)
    let selection = try selection(request, type)
    return watch(selection, sendsPresentObjects: request.sendsPresentObjects) { [now] event in
      let body =
        request.wantsTable
        ? Table(type, [event.object], now: now()).json(columns: true)
        : event.object.json(for: request)
      receiver(WatchMessage(event.change, body))
    }
  }

  func knownType(_ request: APIRequest) throws(APIError) -> ResourceType {
    guard
      let type = resourceType(
        group: request.group, version: request.version, resource: request.resource)
    else {
      throw APIError(.notFound, "the server could not find the requested resource")
    }
    return type
  }
}
