-- What an application was let in to: a session at the portal, by a code first and refresh tokens of a growing generation
-- later. Codes and tokens are this id, a generation and a MAC: the row lets nobody in. It ends with its session.
create table app_grant (
    id uuid primary key,
    app text not null,
    session_id uuid not null references session on delete cascade,
    redirect_url text not null,
    scope text not null,
    nonce text,
    challenge text not null,                    -- PKCE, S256
    created_at timestamptz not null default now(),
    redeemed_at timestamptz,                    -- when the code was used
    generation integer not null default 0,
    refreshed_at timestamptz,
    ended_at timestamptz
) with (fillfactor = 80);
create index app_grant_of_session on app_grant (session_id);

-- The outbox of back-channel logout: which application has yet to be told that a session is over.
create table app_logout (
    id bigint generated always as identity primary key,
    app text not null,
    region text not null,
    session_id uuid not null,
    account_id uuid not null,
    created_at timestamptz not null default now(),
    attempts integer not null default 0,
    next_attempt_at timestamptz not null default now()
);
create index app_logout_due on app_logout (next_attempt_at);

-- Wherever a session ends, by whatever statement.
create function queue_app_logout() returns trigger language plpgsql as $$
begin
    insert into app_logout (app, region, session_id, account_id)
    select distinct g.app, old.audience, old.id, old.subject from app_grant g
    where g.session_id = old.id and g.redeemed_at is not null;
    return coalesce(new, old);
end $$;
create trigger session_ended after update of ended_at on session for each row
    when (old.ended_at is null and new.ended_at is not null and new.audience <> 'staff')
    execute function queue_app_logout();
create trigger session_deleted before delete on session for each row
    when (old.ended_at is null and old.expires_at > now() and old.audience <> 'staff')
    execute function queue_app_logout();
