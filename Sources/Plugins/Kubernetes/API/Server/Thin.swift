extension APIServer {
  func resetStatusForCreation(_ object: KubernetesObject) {}
  func applyDefaults(to object: KubernetesObject) {}
  func admitCreation(_ object: KubernetesObject) throws(APIError) {}
  func admitUpdate(_ object: KubernetesObject, old: KubernetesObject) throws(APIError) {}
  func validateCreation(_ object: KubernetesObject) -> [APIError.Cause] { [] }
  func validateUpdate(_ object: KubernetesObject, old: KubernetesObject) -> [APIError.Cause] { [] }
  func completeUpdate(_ object: KubernetesObject, old: KubernetesObject) {}
  func allocateAddresses(_ object: KubernetesObject) throws(APIError) {}
}
extension APIServer {
  func answer(_ request: APIRequest) throws(APIError) -> APIResponse {
    throw APIError(
      .methodNotAllowed, "the server does not allow this method on the requested resource")
  }
  func selection(_ request: APIRequest, _ type: ResourceType) throws(APIError) -> ObjectSelection {
    ObjectSelection(type)
  }
}
