/** A copy without one member. */
export function omit<T extends object, Member extends keyof T & string>(
  value: T,
  member: Member,
): Omit<T, Member> {
  const kept = Object.entries(value).filter(([name]) => name !== member);
  return Object.fromEntries(kept) as Omit<T, Member>;
}
