-- The health of a DDNN or a DDNNNodePool for Argo CD, from nothing but its status. Same verdicts as kstatus gives:
-- Healthy = Current, Progressing = InProgress, Degraded = Failed.
local function progressing(message)
  return { status = "Progressing", message = message }
end

if obj.metadata.deletionTimestamp ~= nil then
  return progressing("is being deleted")
end

local status = obj.status
if status == nil or status.conditions == nil then
  return progressing("the operator has not looked at it yet")
end
if status.observedGeneration ~= obj.metadata.generation then
  return progressing("the operator has not looked at the newest spec yet")
end

local conditions = {}
for _, condition in ipairs(status.conditions) do
  conditions[condition.type] = condition
end

local function isTrue(type)
  return conditions[type] ~= nil and conditions[type].status == "True"
end

local ready = conditions["Ready"]
if isTrue("Stalled") then
  return { status = "Degraded", message = conditions["Stalled"].message }
end
if isTrue("Reconciling") then
  -- While it waits, Ready says more precisely for what.
  if ready ~= nil and ready.status ~= "True" then
    return progressing(ready.message)
  end
  return progressing(conditions["Reconciling"].message)
end
if ready == nil or ready.status ~= "True" then
  return progressing(ready ~= nil and ready.message or "its status has no condition Ready")
end
if isTrue("Degraded") then
  return { status = "Healthy", message = ready.message .. "; " .. conditions["Degraded"].message }
end
return { status = "Healthy", message = ready.message }
