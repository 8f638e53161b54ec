-- A command of the person who runs the server works as the practice's owner does: this finds the practice, by id or by
-- name, and its owners, the first one first.
SET ROLE app_owner;
CREATE FUNCTION app.owners_of(p_practice text) RETURNS TABLE (practice_id uuid, practice_name text, user_id uuid, email text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT p.id, p.name, u.id, u.email::text
  FROM practice p JOIN member m ON m.practice_id = p.id JOIN user_account u ON u.id = m.user_id
  WHERE (p.id::text = lower(p_practice) OR lower(p.name) = lower(p_practice)) AND p.suspended_at IS NULL
    AND m.role = 'owner' AND m.ended_at IS NULL AND u.suspended_at IS NULL
  ORDER BY p.id, m.id
$$;
REVOKE ALL ON FUNCTION app.owners_of(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.owners_of(text) TO app_auth;
RESET ROLE;
