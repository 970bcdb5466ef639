extension APIServer {
  func answer(_ request: APIRequest) throws(APIError) -> APIResponse {
    throw APIError(.methodNotAllowed, "the server does not allow this method on the requested resource")
  }
  func selection(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> ObjectSelection {
    ObjectSelection(type)
  }
}
